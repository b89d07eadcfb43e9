namespace Hone.Nn;

/// <summary>Options of <see cref="VisionTransformer"/>; the defaults are timm's.</summary>
public sealed record VisionTransformerOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Height and width, in pixels, of the images for which there is one learned position for each patch; a multiple of the patch size, 224.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Height and width of a patch, in pixels; 16.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Features between the linear layers of a block for each feature of a token; 4.</summary>
    public int Expansion { get; init; } = 4;

    /// <summary>Fraction of samples for which the last block is dropped in training, less for earlier ones; 0 as in timm, 0.1 is usual for long training.</summary>
    public double DropPath { get; init; }
}

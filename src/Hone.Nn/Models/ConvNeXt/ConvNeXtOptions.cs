namespace Hone.Nn;

/// <summary>Options of <see cref="ConvNeXt"/>; the defaults are those of torchvision's ConvNeXt-tiny.</summary>
public sealed record ConvNeXtOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first stage, doubled in each later one; 96. Pretrained weights need 96.</summary>
    public int Width { get; init; } = 96;

    /// <summary>Fraction of samples for which the last block is dropped in training, less for earlier ones; 0.1.</summary>
    public double DropPath { get; init; } = 0.1;
}

namespace Hone.Nn;

/// <summary>Options of <see cref="SqueezeNet"/>; the defaults are torchvision's.</summary>
public sealed record SqueezeNetOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels to which the first fire module squeezes; 16, all others follow from it. Pretrained weights need 16.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Fraction that is dropped before the last convolution; 0.5.</summary>
    public double Dropout { get; init; } = 0.5;
}

namespace Hone.Nn;

/// <summary>Options of <see cref="Vgg"/>; the defaults are torchvision's.</summary>
public sealed record VggOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first stage; 64. Pretrained weights need 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Features of the two hidden linear layers; 4096.</summary>
    public int Hidden { get; init; } = 4096;

    /// <summary>Fraction that is dropped behind each hidden linear layer; 0.5.</summary>
    public double Dropout { get; init; } = 0.5;
}

namespace Hone.Nn;

/// <summary>Options of <see cref="DenseNet"/>; the defaults are those of torchvision's DenseNet-121.</summary>
public sealed record DenseNetOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first convolution; 64. Pretrained weights need 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Channels that each layer adds; 32. Pretrained weights need 32.</summary>
    public int Growth { get; init; } = 32;
}

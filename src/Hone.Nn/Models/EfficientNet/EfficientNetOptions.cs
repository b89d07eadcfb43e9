namespace Hone.Nn;

/// <summary>Options of <see cref="EfficientNet"/>; the defaults are those of torchvision's EfficientNet-b0.</summary>
public sealed record EfficientNetOptions
{
    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Factor on the channels of all layers, which stay multiples of 8; 1. Pretrained weights of b0 need 1.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Factor on the number of blocks of each stage, rounded up; 1. Pretrained weights of b0 need 1.</summary>
    public double Depth { get; init; } = 1;

    /// <summary>Fraction dropped before the classifier; 0.2 as in torchvision.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Upper end of the fraction of samples for which a block is dropped in training, reached behind the last block; 0.2 as in torchvision.</summary>
    public double DropPath { get; init; } = 0.2;
}

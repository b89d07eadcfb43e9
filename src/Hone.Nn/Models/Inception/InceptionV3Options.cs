namespace Hone.Nn;

/// <summary>Options of <see cref="InceptionV3"/>; the defaults are torchvision's.</summary>
public sealed record InceptionV3Options
{
    /// <summary>The choices of Keras' application of this name, which its weights need: momentum 0.01 and averages that leave the border out.</summary>
    public static InceptionV3Options Keras { get; } = new() { Momentum = 0.01, CountIncludePad = false };

    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Channels of the first convolution, an even number; all others grow with it. 32 as in the paper, which pretrained weights need.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Fraction dropped before the linear layer; 0.5 as in torchvision.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>Added to the variance of normalizations; 1e-3 in torchvision and in Keras.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>Share of the batch's statistics in the running ones; 0.1 as in PyTorch (Keras counts the other way round: 0.99).</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>
    /// Whether the zeros around an image count in the averages of the blocks; true as in torchvision, false as in Keras. Weights trained one way give wrong
    /// features at the borders the other way.
    /// </summary>
    public bool CountIncludePad { get; init; } = true;

    /// <summary>Whether there is a second classifier in the middle of the net, for training as in the paper; false. torchvision has it unless told otherwise.</summary>
    public bool Auxiliary { get; init; }
}

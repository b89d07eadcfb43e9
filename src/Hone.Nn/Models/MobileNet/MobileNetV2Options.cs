namespace Hone.Nn;

/// <summary>Options of <see cref="MobileNetV2"/>; the defaults are torchvision's.</summary>
public sealed record MobileNetV2Options
{
    /// <summary>The choices of Keras' application of this name, which its weights need: epsilon 1e-3, momentum 0.001 and padding at the far borders.</summary>
    public static MobileNetV2Options Keras { get; } = new() { Epsilon = 1e-3, Momentum = 1e-3, FarPadding = true };

    /// <summary>Channels of the images; 3 for color.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes; 1000 as in ImageNet.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>Factor on the channels of all layers, rounded to <see cref="RoundTo"/>; 1 as in the paper. The last convolution never gets narrower than 1280 by it.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Channels come in multiples of this number; 8 as in torchvision.</summary>
    public int RoundTo { get; init; } = 8;

    /// <summary>Channels of the last convolution at width 1; 1280 as in the paper.</summary>
    public int LastChannels { get; init; } = 1280;

    /// <summary>Fraction dropped before the classifier; 0.2 as in torchvision.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Added to the variance of normalizations; 1e-5 as in PyTorch, 1e-3 in Keras.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Share of the batch's statistics in the running ones; 0.1 as in PyTorch (Keras counts the other way round: 0.999).</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>
    /// Whether convolutions of stride 2 get their one row and column of zeros at the bottom and the right only; false as in torchvision, true as in Keras.
    /// Weights trained one way give silently wrong features the other way.
    /// </summary>
    public bool FarPadding { get; init; }
}

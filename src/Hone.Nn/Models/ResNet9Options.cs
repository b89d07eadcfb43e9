namespace Hone.Nn;

/// <summary>Options of <see cref="ResNet9"/>.</summary>
public sealed record ResNet9Options
{
    /// <summary>Channels of the first convolution; the last one has eight times as many. 32 makes 1.6 million parameters, 64, the original, 6.6 million.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Channels of the images.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes.</summary>
    public int Classes { get; init; } = 10;
}

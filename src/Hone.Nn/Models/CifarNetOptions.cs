namespace Hone.Nn;

/// <summary>Options of <see cref="CifarNet"/>.</summary>
public sealed record CifarNetOptions
{
    /// <summary>Channels of the first convolution, an even number; the last one has eight times as many. 32 makes 1.6 million parameters.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Channels of the images.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Number of classes.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>What multiplies the logits; 1/8 as in Page's net: the first probabilities are nearly equal, while the last layer learns at the rate of the others.</summary>
    public double LogitScale { get; init; } = 0.125;
}

namespace Hone.Nn;

/// <summary>Options of <see cref="UnetBlock"/>; fastai's defaults.</summary>
public sealed record UnetBlockOptions
{
    /// <summary>Whether the output has as many channels as both inputs of the convolutions together, instead of half; true, false for the last block.</summary>
    public bool KeepsChannels { get; init; } = true;

    /// <summary>Whether the enlarged features are averaged over 2x2 pixels against checkerboard patterns; false.</summary>
    public bool Blur { get; init; }

    /// <summary>Whether <see cref="Hone.Nn.SelfAttention"/> follows the second convolution; false.</summary>
    public bool SelfAttention { get; init; }
}

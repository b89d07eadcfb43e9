namespace Hone.Nn;

/// <summary>Options of <see cref="UnetBlock"/>; fastai's defaults.</summary>
public sealed record UnetBlockOptions
{
    /// <summary>Whether the output has as many channels as both inputs of the convolutions together, instead of half; true, false for the last block.</summary>
    public bool KeepsChannels { get; init; } = true;

    /// <summary>Channels of the output; null stands for what <see cref="KeepsChannels"/> says.</summary>
    public int? OutChannels { get; init; }

    /// <summary>The normalization behind each convolution; none.</summary>
    public BlockNorm Norm { get; init; } = BlockNorm.None;

    /// <summary>Whether the enlarged features are averaged over 2x2 pixels against checkerboard patterns; false.</summary>
    public bool Blur { get; init; }

    /// <summary>Whether <see cref="Hone.Nn.SelfAttention"/> follows the second convolution; false.</summary>
    public bool SelfAttention { get; init; }
}

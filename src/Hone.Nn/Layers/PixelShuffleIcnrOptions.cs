namespace Hone.Nn;

/// <summary>Options of <see cref="PixelShuffleIcnr"/>; fastai's defaults.</summary>
public sealed record PixelShuffleIcnrOptions
{
    /// <summary>Channels of the output; null stands for those of the input.</summary>
    public int? OutChannels { get; init; }

    /// <summary>How many times as high and wide the images become; 2.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>ReLU unless told.</summary>
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>The normalization between the convolution and the activation; none.</summary>
    public BlockNorm Norm { get; init; } = BlockNorm.None;

    /// <summary>Whether the result is averaged over 2x2 pixels against checkerboard patterns; false.</summary>
    public bool Blur { get; init; }
}

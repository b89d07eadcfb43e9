namespace Hone.Nn;

/// <summary>Options of batch normalization; PyTorch's defaults.</summary>
public sealed record BatchNormOptions
{
    /// <summary>Added to the variance; 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Share of the batch's statistics in the running ones; 0.1.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Whether each channel is scaled and shifted by learned numbers; true. Without it the layer has no weight and no bias, and their first values do not matter.</summary>
    public bool Affine { get; init; } = true;

    /// <summary>
    /// Whether evaluation uses statistics of past batches; true. Without it the layer has no buffers, and evaluation uses the statistics of its own batch, as training does.
    /// </summary>
    public bool TrackRunningStats { get; init; } = true;

    /// <summary>First scale: 1; 0 for the last normalization of a residual block, so that the block begins as its shortcut (BatchZero).</summary>
    public double Weight { get; init; } = 1;

    /// <summary>First shift: 0 as in PyTorch; fastai's layers use 1e-3.</summary>
    public double Bias { get; init; }
}

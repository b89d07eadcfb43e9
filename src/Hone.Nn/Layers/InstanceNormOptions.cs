namespace Hone.Nn;

/// <summary>Options of <see cref="InstanceNorm1d"/> and <see cref="InstanceNorm2d"/>; PyTorch's defaults.</summary>
public sealed record InstanceNormOptions
{
    /// <summary>Added to the variance; 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Share of the batch's statistics in the running ones; 0.1.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Whether each channel is scaled and shifted by learned numbers; false.</summary>
    public bool Affine { get; init; }

    /// <summary>Whether evaluation uses statistics of past batches instead of the item's own; false.</summary>
    public bool TrackRunningStats { get; init; }
}

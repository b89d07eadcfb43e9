namespace Hone.Nn;

/// <summary>Options of <see cref="GroupNorm"/>; PyTorch's defaults.</summary>
public sealed record GroupNormOptions
{
    /// <summary>Added to the variance; 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Whether each channel is scaled and shifted by learned numbers; true.</summary>
    public bool Affine { get; init; } = true;
}

namespace Hone.Nn;

/// <summary>Options of <see cref="LayerNorm"/>; PyTorch's defaults.</summary>
public sealed record LayerNormOptions
{
    /// <summary>Added to the variance; 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Whether the result is scaled and shifted by learned numbers; true.</summary>
    public bool ElementwiseAffine { get; init; } = true;

    /// <summary>Whether there is a learned shift beside the learned scale; true.</summary>
    public bool Bias { get; init; } = true;
}

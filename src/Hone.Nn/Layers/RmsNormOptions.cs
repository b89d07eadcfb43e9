namespace Hone.Nn;

/// <summary>Options of <see cref="RmsNorm"/>; the defaults of PyTorch 2.4.</summary>
public sealed record RmsNormOptions
{
    /// <summary>Added to the mean of squares; null stands for the type's distance from 1 to the next number: 2^-23 for Float32.</summary>
    public double? Epsilon { get; init; }

    /// <summary>Whether the result is scaled by learned numbers; true.</summary>
    public bool ElementwiseAffine { get; init; } = true;
}

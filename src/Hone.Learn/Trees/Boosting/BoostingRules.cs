namespace Hone.Learn;

/// <summary>How a boosted tree grows.</summary>
internal sealed record BoostingRules(
    double LearningRate,
    int MaxLeafNodes,
    int MaxDepth,
    int MinSamplesLeaf,
    double L2,
    Monotonicity[] Monotonic)
{
    /// <summary>Least sum of second derivatives on a side of a split.</summary>
    public const double MinHessian = 1e-3;

    public bool IsConstrained { get; } = Array.Exists(Monotonic, direction => direction != Monotonicity.Free);
}

namespace Hone.Method;

/// <summary>What is known before anything is measured; the power of a validation part depends on it.</summary>
public sealed record PowerOptions
{
    /// <summary>The level that is expected of the metric, from 0 to 1 for shares; 0.9 by default, a usual level of a good classifier.</summary>
    public double Expected { get; init; } = 0.9;

    /// <summary>The standard deviation of the error of one item, for metrics such as the mean absolute error; null when nothing is known.</summary>
    public double? ItemDeviation { get; init; }
}

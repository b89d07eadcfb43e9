namespace Hone.Method;

/// <summary>One metric of a run as it stands.</summary>
public sealed record MetricSummary
{
    /// <summary>The last value.</summary>
    public required double Last { get; init; }

    /// <summary>The best value in the direction of the metric.</summary>
    public required double Best { get; init; }

    /// <summary>The number of items that it was measured on.</summary>
    public int? N { get; init; }

    /// <summary>The lower end of the 95% interval of the last value.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the 95% interval of the last value.</summary>
    public double? High { get; init; }
}

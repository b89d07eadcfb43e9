namespace Hone.Method;

/// <summary>Validation items that one or two columns describe, on which a run is clearly worse than on the others. All numbers are those of the half of the items that the rule was not found on.</summary>
public sealed record Segment
{
    /// <summary>Which items, such as <c>hr &gt; 16 and season = 3</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The columns of the rule, one or two.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>How many items of that half it has.</summary>
    public required int N { get; init; }

    /// <summary>Its share of the items of that half.</summary>
    public required double Support { get; init; }

    /// <summary>The metric on its items.</summary>
    public required double Score { get; init; }

    /// <summary>How much worse that is than the metric on all items, relative to it; 0.25 is a quarter.</summary>
    public required double RelativeDrop { get; init; }

    /// <summary>Its share of the summed loss of that half.</summary>
    public required double LossShare { get; init; }

    /// <summary>Mean loss inside - outside.</summary>
    public required double LossDifference { get; init; }

    /// <summary>The interval of that difference, widened for all the segments that were looked at (Holm).</summary>
    public required Interval Interval { get; init; }

    /// <summary>The share of the summed loss that would go if its items were no worse than the others.</summary>
    public double Headroom => Math.Max(0, LossDifference * N / TotalLoss);

    /// <summary>The summed loss of that half.</summary>
    public required double TotalLoss { get; init; }
}

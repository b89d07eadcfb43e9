namespace Hone.Method;

/// <summary>What to try next, by what was measured.</summary>
public sealed record HeadroomReport
{
    /// <summary>The run that was looked at; null where there are too few runs.</summary>
    public required string? RunId { get; init; }

    /// <summary>The metric of the project.</summary>
    public required string Metric { get; init; }

    /// <summary>The score of the run on the validation part.</summary>
    public double? Score { get; init; }

    /// <summary>How many runs beside the ladder completed.</summary>
    public required int CompletedRuns { get; init; }

    /// <summary>What to try, the largest headroom first.</summary>
    public required IReadOnlyList<HeadroomItem> Items { get; init; }

    /// <summary>What could not be measured, with the reason.</summary>
    public required IReadOnlyList<string> NotChecked { get; init; }

    /// <summary>What to do with fewer than two completed runs; null with more.</summary>
    public string? BaselineAdvice { get; init; }
}

namespace Hone.Learn;

/// <summary>How finely and over which rows a partial dependence is measured.</summary>
public sealed record PartialDependenceOptions
{
    /// <summary>Most values of the column that are tried, at least 2; all of them when it has no more. 50 unless set.</summary>
    public int Points { get; init; } = 50;

    /// <summary>The middle part of the rows whose values are tried, as a fraction above 0 and at most 1; the thin ends are mostly noise. 0.9 unless set.</summary>
    public double Coverage { get; init; } = 0.9;

    /// <summary>Most rows that are looked at, drawn at random when there are more; 1,000 unless set.</summary>
    public int MaxRows { get; init; } = 1_000;

    /// <summary>Whether the curve of each row is kept, as well as their mean.</summary>
    public bool KeepRows { get; init; }

    /// <summary>Decides which rows are drawn.</summary>
    public long Seed { get; init; }

    /// <summary>Stops with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}

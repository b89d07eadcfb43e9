namespace Hone.Method;

/// <summary>Where a run struggles.</summary>
public sealed record SegmentReport
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The metric of the project.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric on all validation items.</summary>
    public required double Score { get; init; }

    /// <summary>How many validation items there are.</summary>
    public required int N { get; init; }

    /// <summary>The columns that were looked at.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Columns that were not looked at because the baseline ladder leaves them out (<c>hone baseline --drop</c>): they tell the target.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>How many segments were compared; every interval is widened for all of them.</summary>
    public required int Compared { get; init; }

    /// <summary>The weak segments, the worst first; none overlaps half of a worse one.</summary>
    public required IReadOnlyList<Segment> Weak { get; init; }

    /// <summary>Why it could not be looked at; null where it could.</summary>
    public string? NotChecked { get; init; }
}

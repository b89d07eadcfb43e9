namespace Hone.Method;

/// <summary>What became of the hypothesis of a run (M44).</summary>
public sealed record RunVerdict
{
    /// <summary>Supported, refuted, inconclusive, or no verdict.</summary>
    public required VerdictOutcome Outcome { get; init; }

    /// <summary>One sentence with its numbers.</summary>
    public required string Reason { get; init; }

    /// <summary>The score of the run.</summary>
    public double? Score { get; init; }

    /// <summary>The score of the base run, for an expectation that names it.</summary>
    public double? BaseScore { get; init; }

    /// <summary>The lower end of the 95% interval: of the difference to the base, or of the score itself.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of it.</summary>
    public double? High { get; init; }

    /// <summary>The number of validation items.</summary>
    public int? N { get; init; }

    /// <summary>What its owner learned, in one line; asked for once.</summary>
    public string? Learned { get; init; }
}

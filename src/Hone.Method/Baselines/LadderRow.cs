namespace Hone.Method;

/// <summary>What a rung reached on the validation part, or why it did not run.</summary>
public sealed record LadderRow
{
    /// <summary>The name of the rung.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it knows nothing but the labels.</summary>
    public required bool IsTrivial { get; init; }

    /// <summary>Passed, not checked because it could not run on these data, or broken.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>Why it did not run; null where it did.</summary>
    public string? Reason { get; init; }

    /// <summary>Its run; null where it did not run.</summary>
    public string? RunId { get; init; }

    /// <summary>The metric of the project.</summary>
    public double? Score { get; init; }

    /// <summary>The 95% interval of the score.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How many validation items were scored.</summary>
    public int? N { get; init; }

    /// <summary>(score - best trivial) / (perfect - best trivial); null for trivial rungs and where the best trivial rung is perfect.</summary>
    public double? Gain { get; init; }

    /// <summary>Seconds that it took.</summary>
    public double? Seconds { get; init; }
}

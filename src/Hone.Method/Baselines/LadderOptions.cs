namespace Hone.Method;

/// <summary>How a ladder runs.</summary>
public sealed record LadderOptions
{
    /// <summary>The range that its owner expects for the best rung; null is recorded as skipped.</summary>
    public LadderGuess? Expect { get; init; }

    /// <summary>The seed of everything random.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Told of each row as it comes.</summary>
    public IProgress<LadderRow>? Progress { get; init; }

    /// <summary>The command that started it, for the record.</summary>
    public string? Command { get; init; }
}

namespace Hone.Method;

/// <summary>What became of a failing batch when it ran once more.</summary>
public sealed record ReplayResult
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>What was known of the error.</summary>
    public required CrashRecord Crash { get; init; }

    /// <summary>The items of the batch.</summary>
    public required IReadOnlyList<string> ItemIds { get; init; }

    /// <summary>Whether the tensors were those of that moment, kept in the run; otherwise the loader made the batch again from its items.</summary>
    public bool IsKeptBatch { get; init; }

    /// <summary>Where in the model it failed this time; null when it came through.</summary>
    public CrashScene? Scene { get; init; }

    /// <summary>Where it failed this time: <c>load</c>, <c>forward</c>, <c>loss</c>, <c>backward</c> or <c>step</c>; null when it came through.</summary>
    public string? Stage { get; init; }

    /// <summary>The loss; null where it did not come so far.</summary>
    public double? Loss { get; init; }

    /// <summary>The error in one line; null when it came through.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it failed again.</summary>
    public bool Reproduced => Problem is not null;
}

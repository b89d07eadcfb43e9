namespace Hone.Method;

/// <summary>What a check found, with everything needed to act on it.</summary>
public sealed record Finding
{
    /// <summary>The id of the kind of finding, such as <c>data/duplicates</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How much it weighs.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One sentence with its numbers.</summary>
    public required string What { get; init; }

    /// <summary>The first offenders, by id or position.</summary>
    public required string Evidence { get; init; }

    /// <summary>How many items were looked at.</summary>
    public required int N { get; init; }

    /// <summary>The limit that was crossed, as text with its unit.</summary>
    public required string Threshold { get; init; }

    /// <summary>One thing to do.</summary>
    public required string HowToFix { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Why { get; init; }
}

namespace Hone.Method;

/// <summary>The outcome of the first project: what <c>--json</c> prints.</summary>
public sealed record StartResult
{
    /// <summary>The project folder.</summary>
    public required string Directory { get; init; }

    /// <summary>The dataset.</summary>
    public required DataDescription Data { get; init; }

    /// <summary>Fingerprint of the frozen split.</summary>
    public required string SplitFingerprint { get; init; }

    /// <summary>The rungs of the ladder.</summary>
    public required IReadOnlyList<BaselineScore> Baselines { get; init; }

    /// <summary>The outcomes of all checks.</summary>
    public required CheckReport Checks { get; init; }

    /// <summary>The training on a small subset; null when the training was resumed.</summary>
    public required TrainingScore? SmallTraining { get; init; }

    /// <summary>What was learned.</summary>
    public required Lessons Lessons { get; init; }

    /// <summary>The score on the sealed test part.</summary>
    public required VaultOpening Test { get; init; }

    /// <summary>The report.</summary>
    public required string ReportPath { get; init; }

    /// <summary>Three commands to try next, each with what it shows.</summary>
    public required IReadOnlyList<NextStep> Next { get; init; }

    /// <summary>Time of the whole command.</summary>
    public required double Seconds { get; init; }
}

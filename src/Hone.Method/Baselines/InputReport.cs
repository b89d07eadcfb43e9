namespace Hone.Method;

/// <summary>The inputs of a project, each alone and each left out.</summary>
public sealed record InputReport
{
    /// <summary>The metric of the project.</summary>
    public required string Metric { get; init; }

    /// <summary>The fingerprint of the split.</summary>
    public required string SplitFingerprint { get; init; }

    /// <summary>The models on all inputs.</summary>
    public required IReadOnlyList<LadderRow> All { get; init; }

    /// <summary>Each input by each model.</summary>
    public required IReadOnlyList<InputScore> Inputs { get; init; }

    /// <summary>What was left out of the data and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the numbers say, one sentence for each input: by the model that is best on all inputs.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }
}

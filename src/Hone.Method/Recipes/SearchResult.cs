namespace Hone.Method;

/// <summary>What a search found.</summary>
public sealed record SearchResult
{
    /// <summary>The parent run.</summary>
    public required string RunId { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The share of the training items, as a label; null for all.</summary>
    public string? Subset { get; init; }

    /// <summary>The trials: those with a score first, the best of them first.</summary>
    public required IReadOnlyList<SearchTrial> Trials { get; init; }

    /// <summary>The best trial; null when none came to its end.</summary>
    public SearchTrial? Best => Trials.FirstOrDefault(trial => trial.Score is not null);

    /// <summary>How many standard errors the best of so many equal trials looks better by luck (M14).</summary>
    public required double Optimism { get; init; }

    /// <summary>What was worth a thought.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

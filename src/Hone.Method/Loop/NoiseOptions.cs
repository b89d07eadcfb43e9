namespace Hone.Method;

/// <summary>How the noise floor is measured.</summary>
public sealed record NoiseOptions
{
    /// <summary>The metric that the scores are, such as <c>valid/accuracy</c>; null stands for the project's.</summary>
    public string? Metric { get; init; }

    /// <summary>The frozen split.</summary>
    public RunSplit? Split { get; init; }

    /// <summary>The share of the training items, above 0 and up to 1.</summary>
    public double Subset { get; init; } = 1;

    /// <summary>How many seeds; 3 by default, at least 2.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The first seed; the others follow it.</summary>
    public long FirstSeed { get; init; } = 1;

    /// <summary>Whether the first seed runs twice, to see whether the recipe repeats.</summary>
    public bool Repeat { get; init; }

    /// <summary>Ends the measurement between two trainings.</summary>
    public CancellationToken CancellationToken { get; init; }
}

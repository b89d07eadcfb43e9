namespace Hone.Method;

/// <summary>What is known about a run before it starts.</summary>
public sealed record RunPlan
{
    /// <summary>A short name for tables.</summary>
    public required string Name { get; init; }

    /// <summary>The command that started it.</summary>
    public string? Command { get; init; }

    /// <summary>The frozen split; null for a run that needs none.</summary>
    public RunSplit? Split { get; init; }

    /// <summary>The hash of the data.</summary>
    public string? DataHash { get; init; }

    /// <summary>The share of the training items that was used, from 0 to 1; 1 by default.</summary>
    public double Subset { get; init; } = 1;

    /// <summary>The seed of everything random in the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>The options of the run, flat, with dotted names such as <c>optimizer.learningRate</c>.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Words to find it by, such as <c>baseline</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The ids of the runs that it came from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The source file of the recipe; it is copied into the run, so that the next run knows what changed. Null for none.</summary>
    public string? Recipe { get; init; }

    /// <summary>What its owner expects, if it was said.</summary>
    public Hypothesis? Hypothesis { get; init; }
}

using Hone.Learn.Datasets;

namespace Hone.Method;

/// <summary>How a recipe runs: on which split and which part of its training items, with which seed and parameters. What it is stands in the recipe alone.</summary>
public sealed record RecipeOptions
{
    /// <summary>A short name for tables: letters, digits, <c>-</c> and <c>_</c>. The name of its file without the ending, where there is a file.</summary>
    public string Name { get; init; } = "recipe";

    /// <summary>The source file; each run keeps a copy, so that the next one knows what changed. Null for a recipe that is part of a program.</summary>
    public string? File { get; init; }

    /// <summary>The frozen split; null stands for the one that was frozen last.</summary>
    public string? Split { get; init; }

    /// <summary>The share of the training items, above 0 and up to 1; 1 by default. Smaller samples are inside larger ones (M24).</summary>
    public double Subset { get; init; } = 1;

    /// <summary>The most validation items, for speed; null takes all, so that numbers compare.</summary>
    public int? ValidCap { get; init; }

    /// <summary>Epochs instead of the recipe's own number; null leaves it.</summary>
    public int? Epochs { get; init; }

    /// <summary>The seed of first values, order, augmentation and samples; never of the split. 42 by default.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Values of the parameters that the recipe asks for with <see cref="Recipe.Param"/>, as they would be typed; the others keep the recipe's own.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>What is expected of the run; written down before the first batch. Null for none, which is counted.</summary>
    public Hypothesis? Hypothesis { get; init; }

    /// <summary>Words to find the run by, besides those that the method gives.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The ids of the runs that it comes from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The command that started it.</summary>
    public string? Command { get; init; }

    /// <summary>Where datasets and pretrained weights are looked for.</summary>
    public DatasetLocatorOptions Places { get; init; } = new() { AllowDownload = true };

    /// <summary>Told what happens; null for nobody.</summary>
    public RecipeObserver? Observer { get; init; }

    /// <summary>Ends the work after the present batch; the run is marked as stopped and keeps what it has.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The parameters of a run that goes on, for those that nobody has told again.</summary>
    internal IReadOnlyDictionary<string, string> Inherited { get; init; } = new Dictionary<string, string>();

    /// <summary>The options that were typed: what was told differs from what is a default, where a run goes on.</summary>
    internal IReadOnlyList<string> Told { get; init; } = [];

    internal bool IsTold(string option) => Told.Contains(option);

    /// <summary>The name of the tag for runs without a hypothesis.</summary>
    internal const string NoHypothesis = "no-hypothesis";
}

namespace Hone.Method;

/// <summary>What came of one run of a recipe.</summary>
public sealed record RecipeResult
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The folder of the run.</summary>
    public required string Directory { get; init; }

    /// <summary>The share of the training items as a label, such as <c>5%</c>; null for all of them.</summary>
    public string? Subset { get; init; }

    /// <summary>The metric of the charter.</summary>
    public required string Metric { get; init; }

    /// <summary>Its value on the validation items; null where it cannot be computed from predictions.</summary>
    public double? Score { get; init; }

    /// <summary>The 95% interval of the score.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The number of validation items.</summary>
    public required int N { get; init; }

    /// <summary>What the run is worth beside the best rung that knows the labels alone; null without a ladder on the same items.</summary>
    public GainOverBaseline? Gain { get; init; }

    /// <summary>The best rung of the ladder, whatever it is; null without a ladder on the same items.</summary>
    public string? BestRung { get; init; }

    /// <summary>run - best rung on the same items.</summary>
    public PairedDifference? AgainstBestRung { get; init; }

    /// <summary>What became of the hypothesis; null without one.</summary>
    public RunVerdict? Verdict { get; init; }

    /// <summary>How far the run is from the one before.</summary>
    public RunChange? Change { get; init; }

    /// <summary>How many test items were predicted, without their labels; 0 where there are none.</summary>
    public int TestItems { get; init; }

    /// <summary>The exported model, for <c>hone predict</c>; null where it cannot be told as data.</summary>
    public string? ModelFile { get; init; }

    /// <summary>The parameters of the run.</summary>
    public required IReadOnlyDictionary<string, string> Params { get; init; }

    /// <summary>What was out of the ordinary.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }
}

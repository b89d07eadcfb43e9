namespace Hone.Method;

/// <summary>What is asked of <c>hone split make</c>: columns by their names. What is null comes from the plan.</summary>
public sealed record SplitRequest
{
    /// <summary>The strategy; null follows from the columns that are named, or from the plan.</summary>
    public SplitStrategy? Strategy { get; init; }

    /// <summary>The column with the group of each item.</summary>
    public string? By { get; init; }

    /// <summary>The column with the time of each item.</summary>
    public string? Time { get; init; }

    /// <summary>How text in that column is written, such as <c>d/M/yyyy</c>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The column whose shares are kept; null takes the target of the charter.</summary>
    public string? Stratify { get; init; }

    /// <summary>The column with the part (words) or the fold (numbers) of each item.</summary>
    public string? Parts { get; init; }

    /// <summary>The ids of the validation part, as a dataset's own list has them; all that no list names is for training.</summary>
    public IReadOnlyList<string>? ValidList { get; init; }

    /// <summary>The ids of the test part; null when the dataset has no such list.</summary>
    public IReadOnlyList<string>? TestList { get; init; }

    /// <summary>Shares, seed, folds, dates and gap.</summary>
    public SplitOptions Options { get; init; } = new();

    /// <summary>The origins of a backtest; null for another strategy.</summary>
    public BacktestOptions? Backtest { get; init; }

    /// <summary>Whether the person takes the responsibility for a split by chance without an answered interview.</summary>
    public bool KnowsRandom { get; init; }
}

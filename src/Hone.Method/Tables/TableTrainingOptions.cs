namespace Hone.Method;

/// <summary>What <see cref="TableTraining"/> learns, and how.</summary>
public sealed record TableTrainingOptions
{
    /// <summary>The column to predict.</summary>
    public required string Target { get; init; }

    /// <summary>Columns that are not learned from, such as those that tell the target.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Whether a class or a number is predicted; the column decides unless told.</summary>
    public TableTask Task { get; init; }

    /// <summary>How predictions are scored; null for accuracy of classes and the root mean squared error of numbers.</summary>
    public TableMetric? Metric { get; init; }

    /// <summary>How rows are parted; at random unless told.</summary>
    public TableSplit Split { get; init; }

    /// <summary>The column that orders the rows for <see cref="TableSplit.Time"/>: dates or numbers. Null takes the only column of dates.</summary>
    public string? Date { get; init; }

    /// <summary>The share of rows for validation, above 0 and at most 0.5; 0.2 unless set.</summary>
    public double ValidFraction { get; init; } = 0.2;

    /// <summary>Decides the split, the first weights, the order of rows and the trees.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Trees of the forest; 100, where more gain little.</summary>
    public int ForestTrees { get; init; } = 100;

    /// <summary>Most rounds of boosting; 300, of which early stopping takes what it needs.</summary>
    public int BoostingRounds { get; init; } = 300;

    /// <summary>Whether the best model is fitted once more, on all rows, for the predictor; false. Its score stays that of the model that had not seen the rows it was scored on.</summary>
    public bool Refit { get; init; }
}

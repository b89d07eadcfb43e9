namespace Hone.Method;

/// <summary>What <see cref="RatingTraining"/> learns, and how.</summary>
public sealed record RatingTrainingOptions
{
    /// <summary>The column of users.</summary>
    public required string User { get; init; }

    /// <summary>The column of items.</summary>
    public required string Item { get; init; }

    /// <summary>The column of ratings.</summary>
    public required string Rating { get; init; }

    /// <summary>How ratings are parted; at random unless told, which knows the future of every user.</summary>
    public TableSplit Split { get; init; }

    /// <summary>The column that orders the ratings for <see cref="TableSplit.Time"/>: dates or numbers. Null takes the only column of dates.</summary>
    public string? Date { get; init; }

    /// <summary>The share of ratings for validation, above 0 and at most 0.5; 0.1 unless set, because users have few.</summary>
    public double ValidFraction { get; init; } = 0.1;

    /// <summary>Decides the split, the first weights and the order of ratings.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Numbers that stand for each user and item; 50.</summary>
    public int Factors { get; init; } = 50;

    /// <summary>Rounds over the ratings for each model; 5.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Whether the best model is fitted once more, on all ratings, for the predictor; false. Its score stays that of the model that had not seen the ratings it was scored on.</summary>
    public bool Refit { get; init; }
}

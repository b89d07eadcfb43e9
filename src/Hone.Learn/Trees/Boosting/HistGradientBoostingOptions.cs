namespace Hone.Learn;

/// <summary>How boosted trees are fitted; the defaults are scikit-learn's.</summary>
public sealed record HistGradientBoostingOptions
{
    /// <summary>What each tree's numbers are multiplied with; smaller needs more rounds and often ends better. 0.1 unless set.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Most rounds; each grows one tree, or one per class when there are more than two. 100 unless set.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Most leaves of a tree; null for no limit. 31 unless set.</summary>
    public int? MaxLeafNodes { get; init; } = 31;

    /// <summary>Most edges from the root to a leaf; null for no limit.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Least rows of a leaf; 20 unless set. Less for fewer than a few hundred rows.</summary>
    public int MinSamplesLeaf { get; init; } = 20;

    /// <summary>Added to the sum of second derivatives in a leaf, which draws its value to 0; 0 unless set.</summary>
    public double L2Regularization { get; init; }

    /// <summary>Most bins of a column, 2 to 255, beside one for missing values; 255 unless set.</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>How predictions may change with each column; empty for any way. Not for more than two classes, nor for categorical columns.</summary>
    public IReadOnlyList<Monotonicity> Monotonic { get; init; } = [];

    /// <summary>Whether to stop when rows that are held out are predicted no better.</summary>
    public EarlyStoppingMode EarlyStopping { get; init; }

    /// <summary>Rows that are held out for early stopping, as a fraction of all, above 0 and below 1; the same fraction of each class. 0.1 unless set.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Rounds without a better loss on the rows held out after which to stop; 10 unless set.</summary>
    public int IterationsNoChange { get; init; } = 10;

    /// <summary>By how much a loss must fall to be better; 1e-7 unless set.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Decides which rows are held out, and which are looked at for bins when there are more than 200,000.</summary>
    public long Seed { get; init; }
}

namespace Hone.Learn;

/// <summary>How a forest grows; the defaults are scikit-learn's.</summary>
public sealed record ForestOptions
{
    /// <summary>Number of trees; more never overfit, they cost time. 100 unless set.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>What a split lowers when classes are predicted; numbers always use squared error.</summary>
    public ClassificationCriterion Criterion { get; init; }

    /// <summary>Most edges from the root to a leaf; null grows until leaves are pure.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Nodes of fewer rows are not split; 2 unless set.</summary>
    public int MinSamplesSplit { get; init; } = 2;

    /// <summary>Least rows on each side of a split; 1 unless set. Larger leaves (3 to 25) often predict better probabilities and numbers, and make small files.</summary>
    public int MinSamplesLeaf { get; init; } = 1;

    /// <summary>Columns that each node looks at; null for the square root of their number with classes and for all with numbers.</summary>
    public MaxFeatures? MaxFeatures { get; init; }

    /// <summary>Whether each tree sees as many rows as there are, drawn with replacement; null for yes in random forests and no in extra trees.</summary>
    public bool? Bootstrap { get; init; }

    /// <summary>Rows drawn for each tree, as a fraction of all, above 0 and at most 1; 1 unless set. Only with a bootstrap.</summary>
    public double MaxSamples { get; init; } = 1;

    /// <summary>Whether rows are predicted by the trees that did not see them, which measures a forest without a validation set. Only with a bootstrap.</summary>
    public bool OobScore { get; init; }

    /// <summary>Decides rows, columns and thresholds of every tree; tree i depends on the seed and i alone.</summary>
    public long Seed { get; init; }
}

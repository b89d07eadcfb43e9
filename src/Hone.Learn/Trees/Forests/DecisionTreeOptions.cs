namespace Hone.Learn;

/// <summary>How a decision tree grows; the defaults are scikit-learn's.</summary>
public sealed record DecisionTreeOptions
{
    /// <summary>What a split lowers when classes are predicted; numbers always use squared error.</summary>
    public ClassificationCriterion Criterion { get; init; }

    /// <summary>Most edges from the root to a leaf; null grows until leaves are pure.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Nodes of fewer rows are not split; 2 unless set.</summary>
    public int MinSamplesSplit { get; init; } = 2;

    /// <summary>Least rows on each side of a split; 1 unless set.</summary>
    public int MinSamplesLeaf { get; init; } = 1;

    /// <summary>Columns that each node looks at; all unless set.</summary>
    public MaxFeatures MaxFeatures { get; init; }

    /// <summary>Decides which columns a node looks at, when not at all.</summary>
    public long Seed { get; init; }
}

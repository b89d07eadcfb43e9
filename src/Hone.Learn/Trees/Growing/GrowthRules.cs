namespace Hone.Learn;

/// <summary>How a tree of a forest grows.</summary>
/// <param name="Outputs">Numbers per node: classes, or 1 for numbers.</param>
/// <param name="Criterion">What a split of classes lowers.</param>
/// <param name="MaxDepth">Deepest leaf.</param>
/// <param name="MinSamplesSplit">Least rows of a node that is split.</param>
/// <param name="MinSamplesLeaf">Least rows of a leaf.</param>
/// <param name="MaxFeatures">Columns that are looked at in each node.</param>
/// <param name="RandomThresholds">Whether a column's threshold is drawn instead of searched.</param>
internal sealed record GrowthRules(
    int Outputs,
    ClassificationCriterion Criterion,
    int MaxDepth,
    int MinSamplesSplit,
    int MinSamplesLeaf,
    int MaxFeatures,
    bool RandomThresholds)
{
    public SplitScan CreateScan() => (Outputs, Criterion) switch
    {
        (1, _) or (2, ClassificationCriterion.Gini) => new TwoSums<SquaredScore>(),
        (2, _) => new TwoSums<BinaryEntropyScore>(),
        (_, ClassificationCriterion.Gini) => new ClassSums<GiniScore>(Outputs),
        _ => new ClassSums<EntropyScore>(Outputs),
    };
}

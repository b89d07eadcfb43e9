namespace Hone.Method;

/// <summary>What the data and leak checks of every kind of data need to know.</summary>
public sealed record CheckSettings
{
    /// <summary>
    /// The metric of the project, such as <c>accuracy</c>, <c>auc</c>, <c>mae</c> or <c>rmse</c>; gains are measured on it. Null takes accuracy for
    /// classes and mae for numbers.
    /// </summary>
    public string? Metric { get; init; }

    /// <summary>What the split promises; decides whether a drift is a fault or what you will meet in use.</summary>
    public SplitNature Nature { get; init; }

    /// <summary>The fold of each item, from 0, where the project has folds; null makes five for the scores of single features.</summary>
    public IReadOnlyList<int>? Folds { get; init; }

    /// <summary>
    /// Out-of-fold probabilities of a model, <c>[items, classes]</c> row by row with the classes in ordinal order of their names; null where there are
    /// none yet. Rows of NaN are not looked at.
    /// </summary>
    public IReadOnlyList<double>? OutOfFold { get; init; }

    /// <summary>Whether targets of test items are taken as unknown; so it is where they are in the vault. False unless set.</summary>
    public bool HidesTestTargets { get; init; }

    /// <summary>The seed of every sample and permutation: the same data and seed give the same report.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the forest baseline is trained on shuffled labels too, among the checks for leaks (M23); false unless set, for it trains up to three times.</summary>
    public bool ShuffleLabels { get; init; }

    /// <summary>Whether near duplicates are looked for among images turned by 90, 180 and 270 degrees; false unless set, because pictures that look like their turned selves are common in some fields.</summary>
    public bool Rotations { get; init; }
}

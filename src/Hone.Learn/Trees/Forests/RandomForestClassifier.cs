namespace Hone.Learn;

/// <summary>A random forest that predicts classes. Trees over rows drawn with replacement, each node looking at a random part of the columns, with exact splits; predictions are the mean over trees.</summary>
/// <remarks>Source: scikit-learn's <c>RandomForestClassifier</c> 1.2 (Breiman 2001). Differences: as for <see cref="DecisionTreeClassifier"/>; other random numbers.</remarks>
public sealed class RandomForestClassifier : TreeClassifier
{
    internal RandomForestClassifier(TreeEnsemble ensemble, IReadOnlyList<string> featureNames, int classes, OutOfBag? outOfBag = null)
        : base(ensemble, featureNames, classes) => OutOfBag = outOfBag;

    /// <summary>How well the trees predict rows that they did not see; null unless <see cref="ForestOptions.OobScore"/> asked for it, and after loading.</summary>
    public OutOfBag? OutOfBag { get; }

    internal override TreeModelKind Kind => TreeModelKind.RandomForestClassifier;

    /// <summary>Fits a forest. The same data and options give the same forest, whatever the number of threads.</summary>
    /// <param name="data">Features: [rows, columns].</param>
    /// <param name="targets">The class of each row, from 0.</param>
    /// <param name="options">How the trees grow.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <exception cref="HoneDataException">Targets or weights do not fit the rows, only one class occurs, or there are no rows.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static RandomForestClassifier Fit(TreeData data, int[] targets, ForestOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        (double[] numbers, int classes) = TreeTargets.OfClasses(data, targets);
        (TreeEnsemble forest, double[]? outOfBag) = ForestFit.Grow(data, numbers, classes, options ?? new(), isExtra: false, fit);
        return new RandomForestClassifier(forest, data.Names, classes, Score(outOfBag, targets, classes));
    }

    /// <inheritdoc/>
    public override double[] PredictProbabilities(TreeData data) => Raw(data);
}

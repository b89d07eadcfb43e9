namespace Hone.Learn;

/// <summary>Extremely randomized trees that predicts classes. Like a random forest, but each column that a node looks at is cut at one threshold drawn between its smallest and largest value, and every tree sees all rows.</summary>
/// <remarks>Source: scikit-learn's <c>ExtraTreesClassifier</c> 1.2 (Geurts, Ernst, Wehenkel 2006). Differences: as for <see cref="DecisionTreeClassifier"/>, but the side of missing values is drawn; other random numbers.</remarks>
public sealed class ExtraTreesClassifier : TreeClassifier
{
    internal ExtraTreesClassifier(TreeEnsemble ensemble, IReadOnlyList<string> featureNames, int classes, OutOfBag? outOfBag = null)
        : base(ensemble, featureNames, classes) => OutOfBag = outOfBag;

    /// <summary>How well the trees predict rows that they did not see; null unless <see cref="ForestOptions.OobScore"/> asked for it, and after loading.</summary>
    public OutOfBag? OutOfBag { get; }

    internal override TreeModelKind Kind => TreeModelKind.ExtraTreesClassifier;

    /// <summary>Fits a forest. The same data and options give the same forest, whatever the number of threads.</summary>
    /// <param name="data">Features: [rows, columns].</param>
    /// <param name="targets">The class of each row, from 0.</param>
    /// <param name="options">How the trees grow.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <exception cref="HoneDataException">Targets or weights do not fit the rows, only one class occurs, or there are no rows.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static ExtraTreesClassifier Fit(TreeData data, int[] targets, ForestOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        (double[] numbers, int classes) = TreeTargets.OfClasses(data, targets);
        (TreeEnsemble forest, double[]? outOfBag) = ForestFit.Grow(data, numbers, classes, options ?? new(), isExtra: true, fit);
        return new ExtraTreesClassifier(forest, data.Names, classes, Score(outOfBag, targets, classes));
    }

    /// <inheritdoc/>
    public override double[] PredictProbabilities(TreeData data) => Raw(data);
}

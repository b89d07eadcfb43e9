namespace Hone.Learn;

/// <summary>Extremely randomized trees that predicts numbers. Like a random forest, but each column that a node looks at is cut at one threshold drawn between its smallest and largest value, and every tree sees all rows.</summary>
/// <remarks>Source: scikit-learn's <c>ExtraTreesRegressor</c> 1.2 (Geurts, Ernst, Wehenkel 2006). Differences: as for <see cref="DecisionTreeRegressor"/>, but the side of missing values is drawn; other random numbers.</remarks>
public sealed class ExtraTreesRegressor : TreeRegressor
{
    internal ExtraTreesRegressor(TreeEnsemble ensemble, IReadOnlyList<string> featureNames, OutOfBag? outOfBag = null)
        : base(ensemble, featureNames) => OutOfBag = outOfBag;

    /// <summary>How well the trees predict rows that they did not see; null unless <see cref="ForestOptions.OobScore"/> asked for it, and after loading.</summary>
    public OutOfBag? OutOfBag { get; }

    internal override TreeModelKind Kind => TreeModelKind.ExtraTreesRegressor;

    /// <summary>Fits a forest. The same data and options give the same forest, whatever the number of threads.</summary>
    /// <param name="data">Features: [rows, columns].</param>
    /// <param name="targets">The number to predict for each row; when all are equal, every tree is a single leaf with that number.</param>
    /// <param name="options">How the trees grow.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <exception cref="HoneDataException">Targets or weights do not fit the rows, a target is not finite, or there are no rows.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static ExtraTreesRegressor Fit(TreeData data, double[] targets, ForestOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        TreeTargets.RequireNumbers(data, targets);
        (TreeEnsemble forest, double[]? outOfBag) = ForestFit.Grow(data, targets, 1, options ?? new(), isExtra: true, fit);
        return new ExtraTreesRegressor(forest, data.Names, Score(outOfBag, targets));
    }
}

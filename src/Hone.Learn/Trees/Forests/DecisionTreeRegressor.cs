namespace Hone.Learn;

/// <summary>A decision tree that predicts numbers. Exact splits on the values themselves, at the number halfway between neighbors; grown until leaves are pure unless the options say otherwise.</summary>
/// <remarks>Source: scikit-learn's <c>DecisionTreeRegressor</c> 1.2. Differences: NaN is a missing value and goes to the side that suits it better; values that differ by less than 1e-7 may be split; a column of more than 65,535 distinct values is cut at 65,535 places; with equally good splits the first column wins instead of a random one; the shape of the file is Hone's own.</remarks>
public sealed class DecisionTreeRegressor : TreeRegressor
{
    internal DecisionTreeRegressor(TreeEnsemble ensemble, IReadOnlyList<string> featureNames)
        : base(ensemble, featureNames)
    {
    }

    internal override TreeModelKind Kind => TreeModelKind.DecisionTreeRegressor;

    /// <summary>Fits a tree. The same data and options give the same tree, whatever the number of threads.</summary>
    /// <param name="data">Features: [rows, columns].</param>
    /// <param name="targets">The number to predict for each row; when all are equal, every tree is a single leaf with that number.</param>
    /// <param name="options">How the tree grows.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <exception cref="HoneDataException">Targets or weights do not fit the rows, a target is not finite, or there are no rows.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static DecisionTreeRegressor Fit(TreeData data, double[] targets, DecisionTreeOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        TreeTargets.RequireNumbers(data, targets);
        Tree tree = ForestFit.Single(data, targets, 1, options ?? new(), fit);
        return new DecisionTreeRegressor(new TreeEnsemble([tree], 1, new double[1], 1), data.Names);
    }
}

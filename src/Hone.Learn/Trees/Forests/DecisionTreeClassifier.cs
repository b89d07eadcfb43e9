namespace Hone.Learn;

/// <summary>A decision tree that predicts classes. Exact splits on the values themselves, at the number halfway between neighbors; grown until leaves are pure unless the options say otherwise.</summary>
/// <remarks>Source: scikit-learn's <c>DecisionTreeClassifier</c> 1.2. Differences: NaN is a missing value and goes to the side that suits it better; values that differ by less than 1e-7 may be split; a column of more than 65,535 distinct values is cut at 65,535 places; with equally good splits the first column wins instead of a random one; the shape of the file is Hone's own.</remarks>
public sealed class DecisionTreeClassifier : TreeClassifier
{
    internal DecisionTreeClassifier(TreeEnsemble ensemble, IReadOnlyList<string> featureNames, int classes)
        : base(ensemble, featureNames, classes)
    {
    }

    internal override TreeModelKind Kind => TreeModelKind.DecisionTreeClassifier;

    /// <summary>Fits a tree. The same data and options give the same tree, whatever the number of threads.</summary>
    /// <param name="data">Features: [rows, columns].</param>
    /// <param name="targets">The class of each row, from 0.</param>
    /// <param name="options">How the tree grows.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <exception cref="HoneDataException">Targets or weights do not fit the rows, only one class occurs, or there are no rows.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static DecisionTreeClassifier Fit(TreeData data, int[] targets, DecisionTreeOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        (double[] numbers, int classes) = TreeTargets.OfClasses(data, targets);
        Tree tree = ForestFit.Single(data, numbers, classes, options ?? new(), fit);
        return new DecisionTreeClassifier(new TreeEnsemble([tree], classes, new double[classes], 1), data.Names, classes);
    }

    /// <inheritdoc/>
    public override double[] PredictProbabilities(TreeData data) => Raw(data);
}

namespace Hone.Learn;

/// <summary>Boosted trees that predict numbers by least squares; see <see cref="HistGradientBoostingClassifier"/> for how they grow.</summary>
/// <remarks>
/// Numbers that vary by factors (prices, counts) are best fitted as logarithms. Source: scikit-learn's <c>HistGradientBoostingRegressor</c> 1.2 with its default
/// loss; differences as for <see cref="HistGradientBoostingClassifier"/>.
/// </remarks>
public sealed class HistGradientBoostingRegressor : TreeRegressor
{
    internal HistGradientBoostingRegressor(TreeEnsemble ensemble, IReadOnlyList<string> featureNames, BoostingHistory? history = null)
        : base(ensemble, featureNames) => History = history;

    /// <summary>Rounds that were done; each grew one tree.</summary>
    public int Iterations => TreeCount;

    /// <summary>Losses of the rounds; null without early stopping, and after loading.</summary>
    public BoostingHistory? History { get; }

    internal override TreeModelKind Kind => TreeModelKind.HistGradientBoostingRegressor;

    /// <summary>Fits boosted trees. The same data and options give the same trees, whatever the number of threads.</summary>
    /// <param name="data">Features: [rows, columns].</param>
    /// <param name="targets">The number to predict for each row; when all are equal, that number is predicted always.</param>
    /// <param name="options">How trees grow and when to stop.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <exception cref="HoneDataException">Targets or weights do not fit the rows, a target is not finite, a column has too many categories, or there are no rows.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static HistGradientBoostingRegressor Fit(TreeData data, double[] targets, HistGradientBoostingOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        TreeTargets.RequireNumbers(data, targets);
        (TreeEnsemble ensemble, BoostingHistory? history) = BoostingFit.Run(data, targets, isClasses: false, new HalfSquaredLoss(), options ?? new(), fit);
        return new HistGradientBoostingRegressor(ensemble, data.Names, history);
    }
}

namespace Hone.Learn;

/// <summary>
/// Boosted trees that predict classes: each tree takes a step down the log loss of the trees before it. Columns are cut into bins, so a split costs a sum over 256
/// bins; missing values learn their side; categorical columns are split into two sets.
/// </summary>
/// <remarks>
/// Source: scikit-learn's <c>HistGradientBoostingClassifier</c> 1.2, after LightGBM (Ke et al. 2017). Differences: features are Float32; categories may have any code
/// up to <see cref="TreeData.MaxCode"/>, but no more than 255 different ones; rows of weight 0 are left out before bins are made; another random split for early stopping.
/// </remarks>
public sealed class HistGradientBoostingClassifier : TreeClassifier
{
    private readonly BoostingLoss _loss;

    internal HistGradientBoostingClassifier(TreeEnsemble ensemble, IReadOnlyList<string> featureNames, int classes, BoostingHistory? history = null)
        : base(ensemble, featureNames, classes)
    {
        _loss = LossOf(classes);
        History = history;
    }

    /// <summary>Rounds that were done; each grew one tree, or one per class when there are more than two.</summary>
    public int Iterations => TreeCount / Ensemble.Outputs;

    /// <summary>Losses of the rounds; null without early stopping, and after loading.</summary>
    public BoostingHistory? History { get; }

    internal override TreeModelKind Kind => TreeModelKind.HistGradientBoostingClassifier;

    /// <summary>Fits boosted trees. The same data and options give the same trees, whatever the number of threads.</summary>
    /// <param name="data">Features: [rows, columns].</param>
    /// <param name="targets">The class of each row, from 0.</param>
    /// <param name="options">How trees grow and when to stop.</param>
    /// <param name="fit">Weights, threads, progress, cancellation.</param>
    /// <exception cref="HoneDataException">Targets or weights do not fit the rows, only one class occurs, a column has too many categories, or there are no rows.</exception>
    /// <exception cref="HoneException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static HistGradientBoostingClassifier Fit(TreeData data, int[] targets, HistGradientBoostingOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(targets);
        (double[] numbers, int classes) = TreeTargets.OfClasses(data, targets);
        (TreeEnsemble ensemble, BoostingHistory? history) = BoostingFit.Run(data, numbers, isClasses: true, LossOf(classes), options ?? new(), fit);
        return new HistGradientBoostingClassifier(ensemble, data.Names, classes, history);
    }

    /// <inheritdoc/>
    public override double[] PredictProbabilities(TreeData data)
    {
        double[] raw = Raw(data);
        _loss.Link(raw);
        if (Classes > 2)
        {
            return raw;
        }

        var both = new double[raw.Length * 2];
        for (int row = 0; row < raw.Length; row++)
        {
            both[2 * row] = 1 - raw[row];
            both[(2 * row) + 1] = raw[row];
        }

        return both;
    }

    private static BoostingLoss LossOf(int classes) => classes == 2 ? new BinaryLogLoss() : new MultinomialLogLoss(classes);
}

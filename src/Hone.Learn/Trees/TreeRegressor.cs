namespace Hone.Learn;

/// <summary>A model of trees that predicts numbers.</summary>
public abstract class TreeRegressor : TreeModel
{
    private protected TreeRegressor(TreeEnsemble ensemble, IReadOnlyList<string> featureNames)
        : base(ensemble, featureNames)
    {
    }

    /// <summary>The number predicted for each row.</summary>
    /// <param name="data">Rows with the columns of the fit.</param>
    /// <returns>[rows].</returns>
    /// <exception cref="HoneDataException">The number of columns differs.</exception>
    public double[] Predict(TreeData data) => Raw(data);

    internal sealed override double[] Response(TreeData data) => Raw(data);

    /// <summary>R^2 = 1 - sum of (y - p)^2 / sum of (y - mean)^2 over rows whose prediction is not NaN; NaN where the targets do not vary.</summary>
    internal static double R2(IReadOnlyList<double> predictions, double[] targets)
    {
        double mean = 0;
        int rows = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            if (!double.IsNaN(predictions[row]))
            {
                rows++;
                mean += (targets[row] - mean) / rows;
            }
        }

        double residual = 0;
        double total = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            if (!double.IsNaN(predictions[row]))
            {
                residual += Math.Pow(targets[row] - predictions[row], 2);
                total += Math.Pow(targets[row] - mean, 2);
            }
        }

        return total > 0 ? 1 - (residual / total) : double.NaN;
    }

    /// <summary>The out-of-bag result of numbers.</summary>
    private protected static OutOfBag? Score(double[]? predictions, double[] targets) =>
        predictions is null ? null : new OutOfBag(R2(predictions, targets), predictions.Count(value => !double.IsNaN(value)), predictions);
}

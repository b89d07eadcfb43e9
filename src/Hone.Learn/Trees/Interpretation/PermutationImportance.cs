namespace Hone.Learn;

/// <summary>
/// How much worse a model scores when one column is shuffled between rows: what it would lose without knowing that column.
/// </summary>
/// <remarks>
/// Measured on rows that the model has not seen it is fair to all columns. Two columns that say the same hide each other: shuffling one costs little. Source:
/// scikit-learn's <c>permutation_importance</c> 1.2, with accuracy for classes and R^2 for numbers.
/// </remarks>
public sealed class PermutationImportance
{
    private PermutationImportance(double baseline, double[] means, double[] deviations)
    {
        Baseline = baseline;
        Means = means;
        StandardDeviations = deviations;
    }

    /// <summary>Score with nothing shuffled: accuracy or R^2.</summary>
    public double Baseline { get; }

    /// <summary>Score lost by shuffling each column, mean over repeats; below 0 when shuffling happened to help.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Standard deviation over repeats; 0 with a single one.</summary>
    public IReadOnlyList<double> StandardDeviations { get; }

    /// <summary>Measures a classifier by accuracy.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="data">Rows with the columns of the fit, best those of a validation set.</param>
    /// <param name="targets">The class of each row.</param>
    /// <param name="options">Repeats and seed.</param>
    /// <exception cref="HoneDataException">Rows and targets differ in number, there are none, or the number of columns differs.</exception>
    public static PermutationImportance Of(TreeClassifier model, TreeData data, int[] targets, PermutationImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(targets);
        return Measure(model, data, targets.Length, options ?? new(), rows =>
        {
            int[] predicted = model.Predict(rows);
            int right = 0;
            for (int i = 0; i < predicted.Length; i++)
            {
                right += predicted[i] == targets[i] ? 1 : 0;
            }

            return (double)right / predicted.Length;
        });
    }

    /// <summary>Measures a regressor by R^2.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="data">Rows with the columns of the fit, best those of a validation set.</param>
    /// <param name="targets">The number of each row.</param>
    /// <param name="options">Repeats and seed.</param>
    /// <exception cref="HoneDataException">Rows and targets differ in number, there are none, or the number of columns differs.</exception>
    public static PermutationImportance Of(TreeRegressor model, TreeData data, double[] targets, PermutationImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(targets);
        return Measure(model, data, targets.Length, options ?? new(), rows => TreeRegressor.R2(model.Predict(rows), targets));
    }

    private static PermutationImportance Measure(TreeModel model, TreeData data, int targets, PermutationImportanceOptions options, Func<TreeData, double> score)
    {
        model.RequireColumns(data);
        if (data.Rows != targets || data.Rows == 0)
        {
            throw new HoneDataException("As many targets as rows, and at least one.", $"{data.Rows} rows and {targets} targets", "PermutationImportance.Of", "give the targets of the same rows");
        }

        if (options.Repeats < 1)
        {
            throw new HoneException("At least one repeat.", $"{options.Repeats}", "PermutationImportanceOptions.Repeats", "leave it at 5");
        }

        double baseline = score(data);
        var random = new RandomStream(options.Seed, "permutation importance");
        var means = new double[data.Columns];
        var deviations = new double[data.Columns];
        var shuffled = new float[data.Rows];
        for (int c = 0; c < data.Columns; c++)
        {
            RandomStream own = random.Split(c);
            var losses = new double[options.Repeats];
            for (int i = 0; i < losses.Length; i++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                int[] order = own.Permutation(data.Rows);
                for (int row = 0; row < order.Length; row++)
                {
                    shuffled[row] = data.Values(c)[order[row]];
                }

                losses[i] = baseline - score(data.With(c, shuffled));
            }

            double mean = losses.Average();
            means[c] = mean;
            deviations[c] = Math.Sqrt(losses.Average(loss => (loss - mean) * (loss - mean)));
        }

        return new PermutationImportance(baseline, means, deviations);
    }
}

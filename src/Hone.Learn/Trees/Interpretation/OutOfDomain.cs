namespace Hone.Learn;

/// <summary>
/// Whether new rows come from where the training rows came from: a forest is asked to tell them apart. When it can, the columns that it used have drifted, and what was
/// learned from them may not hold.
/// </summary>
public sealed class OutOfDomain
{
    private OutOfDomain(double score, int training, int other, IReadOnlyList<string> names, IReadOnlyList<double> importances)
    {
        Score = score;
        TrainingRows = training;
        OtherRows = other;
        Names = names;
        Importances = importances;
    }

    /// <summary>Area under the ROC curve of out-of-bag predictions: 0.5 when rows cannot be told apart, 1 when always.</summary>
    public double Score { get; }

    /// <summary>Training rows that were compared.</summary>
    public int TrainingRows { get; }

    /// <summary>Other rows that were compared.</summary>
    public int OtherRows { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How much each column helps to tell them apart; sums to 1.</summary>
    public IReadOnlyList<double> Importances { get; }

    /// <summary>Compares two sets of rows.</summary>
    /// <param name="training">Rows that a model was, or is to be, fitted on.</param>
    /// <param name="other">Rows to predict: validation, test, or those of today.</param>
    /// <param name="options">The forest; null for 100 trees whose leaves have at least 5 rows.</param>
    /// <param name="fit">Threads, progress and cancellation.</param>
    /// <exception cref="HoneDataException">The columns differ in number, or one of the sets has no rows.</exception>
    public static OutOfDomain Between(TreeData training, TreeData other, ForestOptions? options = null, TreeFitOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(other);
        if (training.Columns != other.Columns || training.Rows == 0 || other.Rows == 0)
        {
            throw new HoneDataException("Two sets of rows with the same columns.", $"{training.Rows} rows of {training.Columns} columns and {other.Rows} rows of {other.Columns} columns", "OutOfDomain.Between", "give both the columns of the fit");
        }

        var columns = new float[training.Columns][];
        for (int c = 0; c < columns.Length; c++)
        {
            columns[c] = [.. training.Column(c), .. other.Column(c)];
        }

        int[] isOther = [.. Enumerable.Repeat(0, training.Rows), .. Enumerable.Repeat(1, other.Rows)];
        ForestOptions forest = (options ?? new ForestOptions { MinSamplesLeaf = 5 }) with { OobScore = true };
        var data = TreeData.FromColumns(columns, new TreeDataOptions { Names = training.Names });
        RandomForestClassifier model = RandomForestClassifier.Fit(data, isOther, forest, fit);
        return new OutOfDomain(Area(model.OutOfBag!.Predictions, isOther), training.Rows, other.Rows, training.Names, model.FeatureImportances);
    }

    /// <summary>The share of pairs of an other and a training row in which the other row has the larger probability; ties count half.</summary>
    private static double Area(IReadOnlyList<double> probabilities, int[] isOther)
    {
        int[] rows = [.. Enumerable.Range(0, isOther.Length).Where(row => !double.IsNaN(probabilities[2 * row])).OrderBy(row => probabilities[(2 * row) + 1])];
        double pairs = 0;
        double below = 0;
        double others = 0;
        for (int start = 0; start < rows.Length;)
        {
            int end = start;
            double tiedBelow = 0;
            double tiedOthers = 0;
            while (end < rows.Length && probabilities[(2 * rows[end]) + 1] == probabilities[(2 * rows[start]) + 1])
            {
                tiedOthers += isOther[rows[end]];
                tiedBelow += 1 - isOther[rows[end]];
                end++;
            }

            pairs += tiedOthers * (below + (tiedBelow / 2));
            below += tiedBelow;
            others += tiedOthers;
            start = end;
        }

        return pairs / (below * others);
    }
}

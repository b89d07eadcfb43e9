namespace Hone.Method;

/// <summary>A known metric, computed from stored predictions: the number that ladders, blends and submissions are judged by.</summary>
/// <remarks>
/// Outputs are probabilities <c>[items, classes]</c>, one probability of class 1 for each item, one value for each item, or as many values for each item as it has targets.
/// All formulas take all items at once; none is a mean over batches. The names are those of <see cref="KnownMetrics"/>.
/// </remarks>
public sealed class ScoreMetric
{
    private readonly MetricFormula _formula;
    private readonly Func<RunPredictions, int, double>? _item;
    private readonly Func<double, double>? _ofMean;

    // A function of the mean over items: an item's part is the mean over its numbers.
    private ScoreMetric(string name, Func<RunPredictions, int, double> item, Func<double, double> ofMean)
        : this(name, 0, false, (predictions, rows) => ofMean(MeanOf(rows, row => item(predictions, row))))
    {
        _item = item;
        _ofMean = ofMean;
    }

    private ScoreMetric(string name, double perfect, bool isOfClasses, MetricFormula formula)
    {
        Name = name;
        Perfect = perfect;
        IsOfClasses = isOfClasses;
        _formula = formula;
        Direction = KnownMetrics.DirectionOf(name)!.Value;
    }

    /// <summary>The name, such as <c>log_loss</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a larger value is better.</summary>
    public MetricDirection Direction { get; }

    /// <summary>The best value there is: 1 for shares, 0 for errors.</summary>
    public double Perfect { get; }

    /// <summary>Whether targets are the numbers of classes; else they are values.</summary>
    public bool IsOfClasses { get; }

    /// <summary>Whether the metric depends on the order of the outputs alone.</summary>
    public bool IsOfOrder => Name == "auc";

    /// <summary>Whether it is defined for a target of several numbers, as the mean over all of them.</summary>
    public bool IsOfPoints => _item is not null;

    /// <summary>The names that <see cref="Named"/> understands, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["accuracy", "auc", "balanced_accuracy", "cross_entropy", "error_rate", "f1", "log_loss", "mae", "mse", "r2", "rmse", "rmsle"];

    /// <summary>Finds a metric by its name.</summary>
    /// <param name="name">A name of <see cref="KnownMetrics"/>.</param>
    /// <exception cref="MetricException">It is unknown, or one of pixels, which rows of predictions do not hold.</exception>
    public static ScoreMetric Named(string name) => name switch
    {
        "accuracy" => new(name, 1, true, MetricFormulas.Accuracy),
        "auc" => new(name, 1, true, MetricFormulas.Auc),
        "balanced_accuracy" => new(name, 1, true, MetricFormulas.BalancedAccuracy),
        "error_rate" => new(name, 0, true, (predictions, rows) => 1 - MetricFormulas.Accuracy(predictions, rows)),
        "f1" => new(name, 1, true, MetricFormulas.F1),
        "log_loss" or "cross_entropy" => new(name, 0, true, MetricFormulas.LogLoss),
        "mae" => new(name, MetricFormulas.AbsoluteError, static mean => mean),
        "mse" => new(name, MetricFormulas.SquaredError, static mean => mean),
        "r2" => new(name, 1, false, MetricFormulas.R2),
        "rmse" => new(name, MetricFormulas.SquaredError, Math.Sqrt),
        "rmsle" => new(name, 0, false, MetricFormulas.RootMeanSquaredLogError),
        _ => throw new MetricException(
            ExitCode.Usage,
            $"a metric that can be computed from rows of predictions: {string.Join(", ", Names)}",
            $"'{name}'",
            Project.CharterFile,
            "choose one of them for the project, or compute your own metric from preds/valid.csv"),
    };

    /// <summary>The mean of the outputs: for masks, where the output of an image is the metric of its pixels.</summary>
    internal static ScoreMetric MeanOfImages(string name) => new(name, 1, false, (predictions, rows) =>
    {
        double sum = 0;
        foreach (int row in rows)
        {
            sum += predictions.OutputsOf(row)[0];
        }

        return sum / rows.Length;
    });

    /// <summary>The value over all items.</summary>
    /// <param name="predictions">Targets and outputs.</param>
    /// <exception cref="MetricException">A target is no class, or the metric is not defined for these predictions; the message has the item.</exception>
    public double Score(RunPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Validate(predictions);
        return _formula(predictions, [.. Enumerable.Range(0, predictions.Ids.Count)]);
    }

    /// <summary>Whether the first value is better than the second.</summary>
    /// <param name="first">A value of this metric.</param>
    /// <param name="second">Another one.</param>
    public bool IsBetter(double first, double second) => Direction == MetricDirection.Higher ? first > second : first < second;

    /// <summary>The value over some rows, which <see cref="Validate"/> has seen before.</summary>
    internal double Score(RunPredictions predictions, ReadOnlySpan<int> rows) => _formula(predictions, rows);

    /// <summary>The value as a function of the rows, for resampling: what an item adds is computed once.</summary>
    internal Func<int[], double> Over(RunPredictions predictions)
    {
        if (_item is null)
        {
            return rows => _formula(predictions, rows);
        }

        double[] items = [.. Enumerable.Range(0, predictions.Ids.Count).Select(item => _item(predictions, item))];
        return rows => _ofMean!(MeanOf(rows, row => items[row]));
    }

    /// <summary>Proves once that every target and output can be read; formulas run many times over the same predictions.</summary>
    internal void Validate(RunPredictions predictions)
    {
        if (predictions.TargetCount > 1 && !IsOfPoints)
        {
            throw new MetricException(
                ExitCode.BadInput,
                $"{(IsOfClasses ? "one class" : "one value")} for each item, as {Name} needs",
                $"{predictions.TargetCount} targets",
                "the predictions",
                $"choose a metric of points for the project: {string.Join(", ", KnownMetrics.NamesFor(TargetKind.Points))}");
        }

        int classes = Math.Max(2, predictions.OutputCount);
        for (int at = 0; at < predictions.Targets.Count; at++)
        {
            double target = predictions.Targets[at];
            int item = at / predictions.TargetCount;
            if (IsOfClasses && (target < 0 || target >= classes || target != Math.Floor(target)))
            {
                throw Unreadable(predictions, item, $"classes from 0 to {classes - 1} as targets of {Name}", $"target {Numbers.Plain(target)}");
            }

            if (!double.IsFinite(target))
            {
                throw Unreadable(predictions, item, "finite targets", $"target {Numbers.Plain(target)}");
            }
        }

        for (int item = 0; item < predictions.Ids.Count; item++)
        {
            foreach (float output in predictions.OutputsOf(item))
            {
                if (!float.IsFinite(output))
                {
                    throw Unreadable(predictions, item, "finite outputs", $"output {Numbers.Plain(output)}");
                }
            }
        }

        if (!IsOfClasses && predictions.OutputCount != predictions.TargetCount)
        {
            throw new MetricException(
                ExitCode.BadInput, $"one value for each target, as {Name} needs", $"{predictions.OutputCount} outputs for {predictions.TargetCount} target an item", "the predictions", "choose a metric of classes, or predict one value");
        }

        if (IsOfOrder && predictions.OutputCount > 2)
        {
            throw new MetricException(
                ExitCode.BadInput, $"two classes, as {Name} needs", $"{predictions.OutputCount} outputs", "the predictions", "choose accuracy or log_loss for more than two classes");
        }
    }

    private static double MeanOf(ReadOnlySpan<int> rows, Func<int, double> item)
    {
        double sum = 0;
        foreach (int row in rows)
        {
            sum += item(row);
        }

        return sum / rows.Length;
    }

    private static MetricException Unreadable(RunPredictions predictions, int item, string expected, string got) =>
        new(ExitCode.BadInput, expected, got, $"item '{predictions.Ids[item]}', row {item + 1} of {predictions.Ids.Count}", "look at the labels and the outputs of this item");
}

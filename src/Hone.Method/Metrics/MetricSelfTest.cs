using System.Globalization;

namespace Hone.Method;

/// <summary>
/// Tests a metric before anything is decided by it: perfect predictions must be best, inverted ones must not be better than shuffled ones, and a small example worked by hand must come
/// out as it was worked.
/// </summary>
public static class MetricSelfTest
{
    /// <summary>The id of the check.</summary>
    public const string Id = "metric/self-test";

    private const double Tolerance = 1e-6;

    /// <summary>Tests a known metric on the targets of a project.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="targets">Targets as they will be scored, such as those of the validation part; at least two different ones.</param>
    public static CheckResult Run(ScoreMetric metric, IReadOnlyList<double> targets)
    {
        ArgumentNullException.ThrowIfNull(metric);
        (RunPredictions example, double expected) = MetricExamples.Of(metric.Name);
        double worked = metric.Score(example);
        if (Math.Abs(worked - expected) > Tolerance)
        {
            return CheckResult.Of(Id, metric.Name, [Finding(
                $"the worked example of {metric.Name} gives {Text(worked)}, not {Text(expected)}", $"{example.Ids.Count} items worked by hand", example.Ids.Count, "exactly the worked value", "report it: the metric of Hone is wrong")]);
        }

        return Run(metric.Name, metric.Direction, metric.IsOfClasses, metric.Score, targets);
    }

    /// <summary>Tests a metric of your own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="direction">Whether a larger value is better, as you have declared it.</param>
    /// <param name="isOfClasses">Whether targets are the numbers of classes and outputs probabilities; else values.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="targets">Targets as they will be scored; at least two different ones.</param>
    public static CheckResult Run(string name, MetricDirection direction, bool isOfClasses, Func<RunPredictions, double> metric, IReadOnlyList<double> targets)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Distinct().Count() < 2)
        {
            return CheckResult.NotChecked(Id, $"{targets.Count} targets with {targets.Distinct().Count()} different values; a metric can be ordered from two on");
        }

        double perfect = metric(Predict(targets, isOfClasses, target => target));
        double constant = metric(Predict(targets, isOfClasses, Constant(targets, isOfClasses)));
        double inverted = metric(Inverted(targets, isOfClasses));
        double permuted = metric(Permuted(targets, isOfClasses));
        string values = $"perfect {Text(perfect)}, constant {Text(constant)}, permuted {Text(permuted)}, inverted {Text(inverted)}";
        var findings = new List<Finding>();
        if (new[] { perfect, constant, inverted, permuted }.Any(value => !double.IsFinite(value)))
        {
            findings.Add(Finding($"{name} is not finite: {values}", values, targets.Count, "finite values", "look at the formula: an empty class, a logarithm of 0 or of a negative number"));
        }
        else if (IsBetter(inverted, perfect))
        {
            findings.Add(Finding($"direction: {name} improves when predictions are inverted ({values})", values, targets.Count, "perfect better than inverted", $"declare the other direction: {Word(Other(direction))} is better"));
        }
        else if (!IsBetter(perfect, inverted) || IsBetter(permuted, perfect) || IsBetter(constant, perfect))
        {
            findings.Add(Finding($"{name} does not order predictions: {values}", values, targets.Count, "perfect best", "look at the formula: it does not read the predictions, or reads them wrongly"));
        }

        return CheckResult.Of(Id, $"{name}, {Word(direction)} is better, n = {targets.Count}: {values}", findings);

        bool IsBetter(double first, double second) => direction == MetricDirection.Higher ? first > second : first < second;
    }

    private static Func<double, double> Constant(IReadOnlyList<double> targets, bool isOfClasses)
    {
        double value = isOfClasses ? targets.GroupBy(target => target).MaxBy(group => group.Count())!.Key : targets.Average();
        return _ => value;
    }

    private static RunPredictions Permuted(IReadOnlyList<double> targets, bool isOfClasses)
    {
        int[] order = new IdHash(0, "self-test").Shuffle(Enumerable.Range(0, targets.Count), [.. targets.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))]);
        int next = 0;
        return Predict(targets, isOfClasses, _ => targets[order[next++]]);
    }

    /// <summary>Classes: all probability away from the right one. Values: mirrored at the middle of their range.</summary>
    private static RunPredictions Inverted(IReadOnlyList<double> targets, bool isOfClasses)
    {
        if (!isOfClasses)
        {
            double sum = targets.Min() + targets.Max();
            return Predict(targets, isOfClasses, target => sum - target);
        }

        int classes = ClassCount(targets);
        return Predict(targets, isOfClasses, target => (target + 1) % classes);
    }

    private static RunPredictions Predict(IReadOnlyList<double> targets, bool isOfClasses, Func<double, double> answer)
    {
        int width = isOfClasses ? ClassCount(targets) : 1;
        var outputs = new float[targets.Count * width];
        for (int item = 0; item < targets.Count; item++)
        {
            double value = answer(targets[item]);
            if (!isOfClasses)
            {
                outputs[item] = (float)value;
                continue;
            }

            for (int c = 0; c < width; c++)
            {
                outputs[(item * width) + c] = c == (int)value ? 0.98f : 0.02f / Math.Max(1, width - 1);
            }
        }

        return new RunPredictions([.. targets.Select((_, item) => $"item {item}")], targets, outputs);
    }

    private static int ClassCount(IReadOnlyList<double> targets) => Math.Max(2, (int)targets.Max() + 1);

    private static MetricDirection Other(MetricDirection direction) => direction == MetricDirection.Higher ? MetricDirection.Lower : MetricDirection.Higher;

    private static string Word(MetricDirection direction) => direction == MetricDirection.Higher ? "higher" : "lower";

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static Finding Finding(string what, string evidence, int n, string threshold, string fix) => new()
    {
        Id = Id,
        Severity = Severity.Error,
        What = what,
        Evidence = evidence,
        N = n,
        Threshold = threshold,
        HowToFix = fix,
        Why = "Every decision of a project follows its metric: one that points the wrong way turns all of them around.",
    };
}

using System.Globalization;

namespace Hone.Method;

/// <summary>The control without inputs: a model whose inputs are set to zero must be clearly worse, or it did not read them.</summary>
public static class InputControl
{
    /// <summary>The id of the check.</summary>
    public const string Id = "model/uses-input";

    /// <summary>Compares a model with itself without inputs, on the same items.</summary>
    /// <param name="name">The name of the model.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="predictions">What it says with its inputs.</param>
    /// <param name="withoutInput">What it says with zeros in their place, <c>[items, outputs]</c>.</param>
    /// <exception cref="RunException">The outputs do not fit the items.</exception>
    public static CheckResult Check(string name, ScoreMetric metric, RunPredictions predictions, float[] withoutInput)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(predictions);
        var blind = new RunPredictions(predictions.Ids, predictions.Targets, withoutInput);
        double seen = metric.Score(predictions);
        double unseen = metric.Score(blind);
        PairedDifference difference = MetricBootstrap.Paired(metric, predictions, blind);
        string values = $"{metric.Name} {Text(seen)} with inputs, {Text(unseen)} with zeros in their place, n = {difference.N}";
        return difference.Verdict == Verdict.Better
            ? CheckResult.Pass(Id, $"'{name}': {values}")
            : CheckResult.Of(Id, name, [new Finding
            {
                Id = Id,
                Severity = Severity.Error,
                What = $"model ignores its input: '{name}' has {values}",
                Evidence = $"difference {Text(difference.Difference)} {difference.Interval}",
                N = difference.N,
                Threshold = "better with inputs, beyond the 95% interval",
                HowToFix = "look at the join of inputs and labels; with right inputs the features say nothing about the target",
                Why = "A model that says the same without its inputs has learned the labels' shares and nothing else.",
            }]);
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

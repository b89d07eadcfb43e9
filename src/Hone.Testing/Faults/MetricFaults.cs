using Hone.Method;

namespace Hone.Testing;

/// <summary>Metrics that point the wrong way, or nowhere.</summary>
internal static class MetricFaults
{
    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        Fault("the wrong direction of a metric", "direction: mean error improves when predictions are inverted", "lower is better", WrongDirection),
        Fault("a metric that does not read the predictions", "share of right answers does not order predictions", "does not read the predictions", ReadsNothing),
        Fault("a metric that is not defined for these targets", "rmsle is not finite", "logarithm", NotDefined),
    ];

    private static PlantedFault Fault(string name, string cause, string fix, Func<FaultRandom, bool, CheckResult> look) => PlantedFault.Of(
        FaultKind.Metric,
        name,
        MetricSelfTest.Id,
        Severity.Error,
        cause,
        fix,
        (seed, isPlanted, _) => new CheckReport([look(new FaultRandom(seed), isPlanted)]));

    private static CheckResult WrongDirection(FaultRandom random, bool isPlanted)
    {
        ScoreMetric error = ScoreMetric.Named("mae");
        return MetricSelfTest.Run("mean error", isPlanted ? MetricDirection.Higher : MetricDirection.Lower, false, error.Score, Numbers(random, 50, 10));
    }

    private static CheckResult ReadsNothing(FaultRandom random, bool isPlanted)
    {
        double[] classes = [.. Enumerable.Range(0, 60).Select(item => item < 3 ? item : (double)random.Below(3))];
        ScoreMetric accuracy = ScoreMetric.Named("accuracy");
        return MetricSelfTest.Run("share of right answers", MetricDirection.Higher, true, predictions => isPlanted ? predictions.Targets.Average() / 3 : accuracy.Score(predictions), classes);
    }

    // The logarithm of a target below -1 does not exist.
    private static CheckResult NotDefined(FaultRandom random, bool isPlanted) =>
        MetricSelfTest.Run(ScoreMetric.Named("rmsle"), Numbers(random, isPlanted ? 0 : 50, 5));

    private static double[] Numbers(FaultRandom random, double mean, double deviation) => [.. Enumerable.Range(0, 60).Select(_ => mean + (deviation * random.Normal()))];
}

namespace Hone.Method;

/// <summary>How much a score moves when only the seed changes: the noise floor under every claimed gain.</summary>
/// <param name="Mean">The mean over the seeds.</param>
/// <param name="StandardDeviation">The sample standard deviation √(Σ(x - mean)² / (n - 1)); null for a single seed, where there is none.</param>
/// <param name="N">The number of seeds.</param>
public sealed record SeedSpread(double Mean, double? StandardDeviation, int N)
{
    /// <summary>Computes the spread of the scores of several seeds.</summary>
    /// <param name="scores">One score per seed.</param>
    /// <exception cref="StatisticsException">There are no scores, or one is not finite.</exception>
    public static SeedSpread Of(IReadOnlyList<double> scores)
    {
        int wrong = scores.TakeWhile(double.IsFinite).Count();
        if (scores.Count == 0 || wrong < scores.Count)
        {
            throw new StatisticsException(
                ExitCode.BadInput,
                "one finite score per seed, at least one",
                scores.Count == 0 ? "0 scores" : $"{Numbers.Plain(scores[wrong])} as score {wrong} of {scores.Count}",
                "the spread over seeds",
                "look at the run that has no score");
        }

        double mean = scores.Average();
        double? deviation = scores.Count == 1 ? null : Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Count - 1));
        return new SeedSpread(mean, deviation, scores.Count);
    }
}

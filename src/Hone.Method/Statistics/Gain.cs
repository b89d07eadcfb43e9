namespace Hone.Method;

/// <summary>How much of the way from a baseline to perfection a score has gone.</summary>
public static class Gain
{
    /// <summary>
    /// gain = (score - baseline) / (perfect - baseline): 0 at the baseline, 1 at perfection, negative below the baseline;
    /// the same formula serves metrics of both directions.
    /// </summary>
    /// <param name="score">The score of the model.</param>
    /// <param name="baseline">The score of the baseline.</param>
    /// <param name="perfect">The best possible score: 1 for an accuracy, 0 for an error.</param>
    /// <exception cref="StatisticsException">The baseline is perfect already, or a number is not finite.</exception>
    public static double Over(double score, double baseline, double perfect)
    {
        bool finite = double.IsFinite(score) && double.IsFinite(baseline) && double.IsFinite(perfect);
        if (!finite || baseline == perfect)
        {
            throw new StatisticsException(
                ExitCode.NotChecked,
                "finite scores, and a baseline that is not perfect",
                $"score {Numbers.Plain(score)}, baseline {Numbers.Plain(baseline)}, perfect {Numbers.Plain(perfect)}",
                "the gain over a baseline",
                "look for a leak: a trivial baseline should not be perfect");
        }

        return (score - baseline) / (perfect - baseline);
    }
}

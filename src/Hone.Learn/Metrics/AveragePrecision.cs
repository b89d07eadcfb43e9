namespace Hone.Learn;

/// <summary>The area under the curve of precision over recall of class 1, as a sum of steps; 1 is perfect, the share of class 1 is chance. fastai's <c>APScoreBinary</c>; NaN without items of class 1.</summary>
public sealed class AveragePrecision : BinaryScoreMetric
{
    /// <inheritdoc/>
    public override string Name => "average_precision";

    /// <summary>The value for scores that are at hand.</summary>
    /// <param name="scores">The higher, the more likely.</param>
    /// <param name="isPositive">Whether an item is of class 1, in the same order.</param>
    /// <returns>0 to 1; NaN without items of class 1.</returns>
    /// <exception cref="HoneException">The lists differ in length.</exception>
    public static double Of(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(isPositive);
        return scores.Count == isPositive.Count
            ? Ranking.AveragePrecision(scores, isPositive)
            : throw new HoneException("An answer for each score.", $"{scores.Count} scores and {isPositive.Count} answers", nameof(AveragePrecision), "take both from the same items");
    }

    private protected override double Compute(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive) => Ranking.AveragePrecision(scores, isPositive);
}

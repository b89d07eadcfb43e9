namespace Hone.Method;

/// <summary>The scores of a recipe that was trained in folds.</summary>
/// <param name="Folds">The folds that are there.</param>
/// <param name="MissingFolds">The folds that are not; with one missing there is no score over all.</param>
/// <param name="Score">The metric over all items together; null when a fold is missing.</param>
/// <param name="Interval">The 95% interval of that; null when a fold is missing.</param>
/// <param name="StandardDeviation">The sample standard deviation of the fold scores; null when a fold is missing.</param>
public sealed record OutOfFoldScore(IReadOnlyList<FoldScore> Folds, IReadOnlyList<int> MissingFolds, double? Score, Interval? Interval, double? StandardDeviation)
{
    /// <summary>Whether every fold is there.</summary>
    public bool IsComplete => MissingFolds.Count == 0;

    /// <summary>One line: the score over all items, or which folds are missing and no mean.</summary>
    public override string ToString() => IsComplete
        ? $"{Numbers.Plain(Math.Round(Score!.Value, 4))} {Interval} over {Folds.Sum(fold => fold.N)} items in {Folds.Count} folds"
        : $"incomplete: {Folds.Count} of {Folds.Count + MissingFolds.Count} folds, missing {string.Join(", ", MissingFolds.Select(fold => $"fold {fold}"))}; no mean";
}

namespace Hone.Method;

/// <summary>The score of one fold.</summary>
/// <param name="Fold">Its number.</param>
/// <param name="RunId">The run that was trained on the other folds.</param>
/// <param name="Score">The metric on the items of this fold.</param>
/// <param name="N">How many items it has.</param>
public sealed record FoldScore(int Fold, string RunId, double Score, int N);

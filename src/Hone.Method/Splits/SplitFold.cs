namespace Hone.Method;

/// <summary>One way to train and validate out of a split with folds.</summary>
/// <param name="Number">The number of the fold, counted from 0.</param>
/// <param name="TrainIndices">The positions in the ids of the split of the items to learn from, ascending.</param>
/// <param name="ValidIndices">The positions of the items of this fold, ascending.</param>
public sealed record SplitFold(int Number, IReadOnlyList<int> TrainIndices, IReadOnlyList<int> ValidIndices);

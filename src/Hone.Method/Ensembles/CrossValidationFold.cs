namespace Hone.Method;

/// <summary>One fold of a cross-validation.</summary>
/// <param name="Number">Its number, 0 to k - 1.</param>
/// <param name="Train">Positions in the split of the items to learn from.</param>
/// <param name="Valid">Positions in the split of the items to predict.</param>
public sealed record CrossValidationFold(int Number, IReadOnlyList<int> Train, IReadOnlyList<int> Valid);

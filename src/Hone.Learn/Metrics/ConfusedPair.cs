namespace Hone.Learn;

/// <summary>One class taken for another.</summary>
/// <param name="Actual">The right class.</param>
/// <param name="Predicted">The class it was taken for.</param>
/// <param name="Count">How many items.</param>
public sealed record ConfusedPair(int Actual, int Predicted, long Count);

namespace Hone.Method;

/// <summary>A class that is taken for another one.</summary>
/// <param name="Actual">What it is.</param>
/// <param name="Predicted">What the model said.</param>
/// <param name="Count">How often.</param>
/// <param name="Of">Number of items of the actual class.</param>
public sealed record ConfusedPair(string Actual, string Predicted, int Count, int Of);

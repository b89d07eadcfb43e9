namespace Hone.Method;

/// <summary>A validation item that the model is wrong about.</summary>
/// <param name="Id">The item.</param>
/// <param name="Index">Its position in the dataset.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Predicted">What the model said.</param>
/// <param name="Probability">How sure the model was.</param>
/// <param name="Loss">Its cross-entropy.</param>
public sealed record Mistake(string Id, int Index, string Actual, string Predicted, double Probability, double Loss);

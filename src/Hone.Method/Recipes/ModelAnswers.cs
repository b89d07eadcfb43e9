namespace Hone.Method;

/// <summary>What a model says about a part.</summary>
/// <param name="Outputs">[items, outputs], in the order of the part; probabilities in the order of the recipe's classes.</param>
/// <param name="Truth">What the loader knows of the truth, row-major, where the label is not one column; else null.</param>
internal sealed record ModelAnswers(float[] Outputs, float[]? Truth = null);

namespace Hone.Method;

/// <summary>What a rung says about the validation items.</summary>
/// <param name="Outputs">Probabilities or values, <c>[items, outputs]</c>.</param>
/// <param name="WithoutInput">The same model's answers with its inputs set to zero; null where it has no inputs to leave out.</param>
public sealed record RungPredictions(float[] Outputs, float[]? WithoutInput = null);

namespace Hone.Nn;

/// <summary>One layer of a <see cref="ModuleSummary"/>.</summary>
/// <param name="Path">Path in the model; empty for the model itself.</param>
/// <param name="TypeName">Kind of layer.</param>
/// <param name="OutputShape">Shape of what came out.</param>
/// <param name="Parameters">Number of values in its parameters.</param>
/// <param name="IsTrainable">Whether training changes any of them.</param>
public sealed record ModuleSummaryRow(string Path, string TypeName, Shape OutputShape, long Parameters, bool IsTrainable);

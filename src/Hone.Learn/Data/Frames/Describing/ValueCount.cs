namespace Hone.Learn.Data;

/// <summary>A value and how often it occurs.</summary>
/// <param name="Value">In words.</param>
/// <param name="Count">Rows that have it.</param>
public sealed record ValueCount(string Value, int Count);

namespace Hone.Learn.Data;

/// <summary>A column's name and kind, and how many of its values are missing.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Missing">Rows without a value.</param>
public sealed record ColumnSchema(string Name, ColumnKind Kind, int Missing);

namespace Hone.Learn.Data;

/// <summary>A column to sort by.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Descending">Whether the greatest value comes first; missing values come last either way.</param>
public sealed record SortKey(string Column, bool Descending = false);

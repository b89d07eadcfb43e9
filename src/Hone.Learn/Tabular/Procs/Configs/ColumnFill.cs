namespace Hone.Learn;

/// <summary>What takes the place of a gap.</summary>
/// <param name="Name">The column.</param>
/// <param name="Fill">The number.</param>
/// <param name="AddsColumn">Whether a companion <c>NAME_na</c> tells where the gaps were.</param>
public sealed record ColumnFill(string Name, double Fill, bool AddsColumn);

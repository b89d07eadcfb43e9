namespace Hone.Method;

/// <summary>The first row of a hash-chained ledger that does not follow from the rows before it.</summary>
/// <param name="Line">The line of the file, counted from 1.</param>
/// <param name="Expected">What the rows before it imply.</param>
/// <param name="Got">What the line says.</param>
public sealed record BrokenLink(int Line, string Expected, string Got);

namespace Hone.Method;

/// <summary>A line of an append-only file that could not be read and was left out.</summary>
/// <param name="Number">The line, counted from 1.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="IsLast">Whether it is the last line: what a crash in the middle of a write leaves behind.</param>
public sealed record DamagedLine(int Number, string Reason, bool IsLast);

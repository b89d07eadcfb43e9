namespace Hone.Learn;

/// <summary>Something out of the ordinary that the preparation of a table met and dealt with.</summary>
/// <param name="Column">The column.</param>
/// <param name="What">What was met and what was done, such as <c>category not in the training rows, replaced by #na#</c>.</param>
/// <param name="Count">In how many rows.</param>
/// <param name="Example">One of the values; null when there is none to show.</param>
public sealed record ProcNote(string Column, string What, int Count, string? Example = null);

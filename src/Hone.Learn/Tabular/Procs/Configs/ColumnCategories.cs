namespace Hone.Learn;

/// <summary>The categories of a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Categories">The names by code; the first is <c>#na#</c>.</param>
/// <param name="HasGaps">Whether a training row lacks the value, so that a gap is nothing new.</param>
public sealed record ColumnCategories(string Name, IReadOnlyList<string> Categories, bool HasGaps);

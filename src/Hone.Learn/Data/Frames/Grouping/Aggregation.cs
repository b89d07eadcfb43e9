namespace Hone.Learn.Data;

/// <summary>One column of the result of a group-by.</summary>
/// <param name="Column">Whose values are put together.</param>
/// <param name="Kind">How.</param>
/// <param name="Name">Name of the result; null stands for the column and the kind: <c>rating_Mean</c>.</param>
public sealed record Aggregation(string Column, AggregateKind Kind, string? Name = null)
{
    /// <summary>Name of the result.</summary>
    internal string Result => Name ?? $"{Column}_{Kind}";
}

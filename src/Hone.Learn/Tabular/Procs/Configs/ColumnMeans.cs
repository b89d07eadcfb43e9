namespace Hone.Learn;

/// <summary>Mean targets of the categories of a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Missing">The mean where the value is missing.</param>
/// <param name="Prior">The mean over all training rows, for categories that they do not have.</param>
/// <param name="Means">The mean of each category.</param>
public sealed record ColumnMeans(string Name, double Missing, double Prior, IReadOnlyList<CategoryMean> Means);

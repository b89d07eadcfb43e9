namespace Hone.Learn;

/// <summary>The mean target of a category.</summary>
/// <param name="Category">The category.</param>
/// <param name="Mean">The smoothed mean.</param>
public sealed record CategoryMean(string Category, double Mean);

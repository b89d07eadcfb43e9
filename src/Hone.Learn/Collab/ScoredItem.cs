namespace Hone.Learn;

/// <summary>An item and a number about it: a bias, a similarity, a predicted rating.</summary>
/// <param name="Item">The item.</param>
/// <param name="Score">The number.</param>
public sealed record ScoredItem(string Item, double Score);

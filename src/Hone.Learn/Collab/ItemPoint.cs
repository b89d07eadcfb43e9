namespace Hone.Learn;

/// <summary>An item's place in a space of few dimensions.</summary>
/// <param name="Item">The item.</param>
/// <param name="Coordinates">Its place along each principal component, the most important first.</param>
public sealed record ItemPoint(string Item, IReadOnlyList<double> Coordinates);

namespace Hone.Learn;

/// <summary>A list of items with their identities and their parts, as a block sees them.</summary>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Ids">The identity of each.</param>
/// <param name="Split">Positions of the parts.</param>
public sealed record BoundItems<TItem>(IReadOnlyList<TItem> Items, IReadOnlyList<string> Ids, DataSplit Split);

namespace Hone.Learn;

/// <summary>An item whose content cannot be read.</summary>
/// <param name="Id">Its identity, such as the path of a file.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record UnreadableItem(string Id, string Problem);

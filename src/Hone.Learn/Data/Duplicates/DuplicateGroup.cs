namespace Hone.Learn.Data;

/// <summary>Items with exactly the same pixels.</summary>
/// <param name="Hash">Their common fingerprint.</param>
/// <param name="Indices">Two or more indices, ascending.</param>
public sealed record DuplicateGroup(PixelHash Hash, IReadOnlyList<int> Indices);

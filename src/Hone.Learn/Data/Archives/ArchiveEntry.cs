namespace Hone.Learn.Data;

/// <summary>One file of an archive, in memory.</summary>
/// <param name="Name">Its path in the archive, with '/' between the names.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ArchiveEntry(string Name, ReadOnlyMemory<byte> Content);

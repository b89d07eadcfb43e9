namespace Hone.Method;

/// <summary>A run as the index remembers it; it counts while size and time of <c>run.json</c> are the same.</summary>
/// <param name="Id">The name of its folder.</param>
/// <param name="Written">The time of <c>run.json</c> in ticks.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Record">Its content.</param>
internal sealed record RunIndexEntry(string Id, long Written, long Size, RunRecord Record);

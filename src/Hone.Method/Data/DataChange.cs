namespace Hone.Method;

/// <summary>A raw file that is not what the manifest says.</summary>
/// <param name="Path">Its path below <c>data/raw</c>.</param>
/// <param name="What">What happened to it: <c>missing</c>, <c>changed</c> with both hashes, or <c>not in the manifest</c>.</param>
public sealed record DataChange(string Path, string What);

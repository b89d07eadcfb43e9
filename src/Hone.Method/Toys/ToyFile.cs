namespace Hone.Method;

/// <summary>One file of a toy set.</summary>
/// <param name="Path">Its path below the folder of the set, with '/' on every system.</param>
/// <param name="Bytes">Its content.</param>
public sealed record ToyFile(string Path, byte[] Bytes);

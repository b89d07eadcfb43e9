namespace Hone;

/// <summary>Where a <see cref="RandomStream"/> stands, to be saved and resumed.</summary>
/// <param name="Key">Which stream it is: the digest of its seed and name.</param>
/// <param name="Position">How many 64-bit numbers have been drawn.</param>
public readonly record struct RandomStreamState(ulong Key, ulong Position);

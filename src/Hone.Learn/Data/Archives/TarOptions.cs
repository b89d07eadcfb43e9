namespace Hone.Learn.Data;

/// <summary>Limits for reading an archive.</summary>
public sealed record TarOptions
{
    /// <summary>Most files. Default 1,000,000.</summary>
    public int MaximumFiles { get; init; } = 1_000_000;

    /// <summary>Most bytes of all files together, unpacked. Default 2 GiB: the archive is held in memory.</summary>
    public long MaximumBytes { get; init; } = 2L << 30;
}

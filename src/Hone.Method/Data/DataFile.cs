namespace Hone.Method;

/// <summary>One raw file, as it was when it was added.</summary>
public sealed record DataFile
{
    /// <summary>Its path below <c>data/raw</c>, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its content, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The rows of a table, its line of names left out; null for other files.</summary>
    public long? Rows { get; init; }

    /// <summary>When the file was last changed before it was added.</summary>
    public required DateTimeOffset Modified { get; init; }
}

namespace Hone.Learn.Datasets;

/// <summary>One file of a dataset and the identity of its content.</summary>
/// <remarks>
/// The hash is taken over the content without its gzip wrapping: mirrors and packages pack the same content differently, so the hash of
/// an archive would reject good files.
/// </remarks>
public sealed record DatasetFile
{
    /// <summary>The name without ".gz", such as <c>train-images-idx3-ubyte</c>; both <c>NAME</c> and <c>NAME.gz</c> are accepted on disk.</summary>
    public required string Name { get; init; }

    /// <summary>The length of the content in bytes, unpacked.</summary>
    public required long ContentLength { get; init; }

    /// <summary>SHA-256 of the content, unpacked, as 64 lower-case hex digits.</summary>
    public required string ContentSha256 { get; init; }

    /// <summary>The path of the file in <see cref="DatasetInfo.Archive"/>, such as <c>package/data/images</c>; null for a file that is published by itself.</summary>
    public string? Member { get; init; }

    /// <summary>Public homes of the file in order of preference; a gzip archive or the plain content.</summary>
    public IReadOnlyList<Uri> Sources { get; init; } = [];
}

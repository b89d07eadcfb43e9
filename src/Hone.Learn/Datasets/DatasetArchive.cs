namespace Hone.Learn.Datasets;

/// <summary>An archive that a dataset is published as: zip, tar or tar.gz, seen from its content.</summary>
/// <remarks>Unlike a <see cref="DatasetFile"/> it has the hash of its bytes as they are published: a mirror with another packing is another archive.</remarks>
public sealed record DatasetArchive
{
    /// <summary>The name of the folder that it is unpacked into, lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the archive on disk, such as <c>images.tgz</c>; a file of this name that is there already is taken instead of a download.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes of the archive.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 of the archive, as 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Public homes of the archive in order of preference; the first that answers with the right bytes is taken.</summary>
    public IReadOnlyList<Uri> Sources { get; init; } = [];

    /// <summary>How to get it by hand, one sentence that starts with a verb.</summary>
    public string HowToGet { get; init; } = "put the archive into the cache folder yourself";

    /// <summary>Most bytes of all files together, unpacked. Default 16 GiB: what announces less and unpacks to more ends in an error before the disk is full.</summary>
    public long MaximumBytes { get; init; } = 16L << 30;

    /// <summary>Most files. Default 1,000,000.</summary>
    public int MaximumFiles { get; init; } = 1_000_000;
}

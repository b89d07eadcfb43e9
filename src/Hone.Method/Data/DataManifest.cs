using System.Security.Cryptography;
using System.Text;

namespace Hone.Method;

/// <summary>The raw files of a project with their fingerprints; the content of <c>data/manifest.json</c>.</summary>
public sealed record DataManifest
{
    /// <summary>The version of the file format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The files in ordinal order of their paths.</summary>
    public required IReadOnlyList<DataFile> Files { get; init; }

    /// <summary>SHA-256 over the paths and hashes of all files: the hash of the data that splits and runs are tied to.</summary>
    public required string Hash { get; init; }

    /// <summary>The bytes of all files.</summary>
    public long TotalBytes() => Files.Sum(file => file.Bytes);

    internal static DataManifest Of(IEnumerable<DataFile> files)
    {
        DataFile[] sorted = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DataFile file in sorted)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\t{file.Sha256}\n"));
        }

        return new DataManifest { Files = sorted, Hash = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }
}

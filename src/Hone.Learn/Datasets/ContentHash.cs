using System.IO.Compression;
using System.Security.Cryptography;
using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Compares the content of a file, unpacked when it is gzip, with what the catalog says.</summary>
internal static class ContentHash
{
    private const int BufferLength = 1 << 16;

    /// <summary>Reads the file once, without holding it in memory, and never more of it than the catalog announces.</summary>
    /// <exception cref="HoneDataException">Length or hash differ, or the gzip wrapping is damaged.</exception>
    public static void Verify(DatasetFile file, string path, string tryThis)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            using Stream content = GzipSniffer.IsGzip(stream) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            (long length, string hash) = Compute(content, file.ContentLength + 1);
            Check(file, length, hash, path, tryThis);
        }
        catch (InvalidDataException error)
        {
            throw new HoneDataException($"{file.Name} must be a whole gzip file.", error.Message, path, tryThis, error);
        }
    }

    /// <summary>Compares the bytes of an archive as they are.</summary>
    /// <exception cref="HoneDataException">Length or hash differ.</exception>
    public static void Verify(DatasetArchive archive, string path, string tryThis)
    {
        using FileStream stream = File.OpenRead(path);
        (long length, string hash) = Compute(stream, archive.Length + 1);
        Require(archive.FileName, "bytes", (archive.Length, archive.Sha256), (length, hash), path, tryThis);
    }

    /// <summary>Compares content that is in memory: an idx array is its header and its values.</summary>
    /// <exception cref="HoneDataException">Length or hash differ.</exception>
    public static void Verify(DatasetFile file, IdxArray array, string path, string tryThis)
    {
        byte[] header = IdxFile.Header(array);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(array.Values);
        Check(file, header.Length + (long)array.Values.Length, Convert.ToHexStringLower(hash.GetHashAndReset()), path, tryThis);
    }

    private static (long Length, string Hash) Compute(Stream content, long most)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferLength];
        long length = 0;
        while (length < most)
        {
            int read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, most - length));
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            length += read;
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void Check(DatasetFile file, long length, string hash, string path, string tryThis) =>
        Require(file.Name, "bytes of content", (file.ContentLength, file.ContentSha256), (length, hash), path, tryThis);

    private static void Require(string name, string unit, (long Length, string Hash) expected, (long Length, string Hash) got, string path, string tryThis)
    {
        if (got != expected)
        {
            throw new HoneDataException(
                $"{name} has {expected.Length} {unit} with SHA-256 {expected.Hash}.",
                $"{(got.Length > expected.Length ? "more than " + expected.Length : got.Length)} bytes, SHA-256 {got.Hash}",
                path,
                tryThis);
        }
    }
}

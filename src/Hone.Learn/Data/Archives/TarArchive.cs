using System.IO.Compression;

namespace Hone.Learn.Data;

/// <summary>Reads a tar archive (POSIX, GNU, version 7), plain or gzip, into memory; nothing is written to disk, so a name can lead nowhere.</summary>
/// <remarks>Memory is taken as bytes arrive: a small file that announces a large one costs nothing.</remarks>
public static class TarArchive
{
    /// <summary>Reads all regular files; folders, links and devices are passed over.</summary>
    /// <param name="path">The archive; content decides whether it is gzip.</param>
    /// <param name="options">Limits; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The files in ordinal order of their names, the same on all machines.</returns>
    /// <exception cref="HoneFormatException">The archive is damaged or cut off, beyond a limit, or holds a name twice.</exception>
    /// <exception cref="HoneDataException">The file does not exist or cannot be opened.</exception>
    public static IReadOnlyList<ArchiveEntry> Read(string path, TarOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new TarOptions();
        try
        {
            using FileStream file = File.OpenRead(path);
            using Stream content = GzipSniffer.IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return Read(content, path, options, cancellationToken);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new HoneDataException("An archive that can be opened.", error.Message, path, "check the path and its permissions", error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new HoneFormatException(path, 0, "A whole tar archive, plain or gzip.", error.Message, "fetch the archive again", error);
        }
    }

    private static List<ArchiveEntry> Read(Stream content, string path, TarOptions options, CancellationToken cancellationToken)
    {
        var entries = new List<ArchiveEntry>();
        foreach (ArchiveEntry entry in new TarEntries(content, path, options).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            entries.Add(entry);
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (int i = 1; i < entries.Count; i++)
        {
            if (entries[i].Name == entries[i - 1].Name)
            {
                throw new HoneFormatException(path, 0, "Each file of an archive has a name of its own.", $"{entries[i].Name} twice", "make the archive again");
            }
        }

        return entries;
    }
}

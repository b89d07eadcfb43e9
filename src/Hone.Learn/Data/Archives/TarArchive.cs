using System.Formats.Tar;
using System.IO.Compression;

namespace Hone.Learn.Data;

/// <summary>Reads a tar archive, plain or gzip, into memory; nothing is written to disk, so a name can lead nowhere.</summary>
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
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or IOException)
        {
            throw new HoneFormatException(path, 0, "A whole tar archive, plain or gzip.", error.Message, "fetch the archive again", error);
        }
    }

    private static List<ArchiveEntry> Read(Stream content, string path, TarOptions options, CancellationToken cancellationToken)
    {
        var entries = new List<ArchiveEntry>();
        long total = 0;
        using var reader = new TarReader(content, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                continue;
            }

            total += entry.Length;
            if (entries.Count == options.MaximumFiles || total > options.MaximumBytes)
            {
                throw new HoneFormatException(path, 0, $"An archive of at most {options.MaximumFiles} files and {options.MaximumBytes} bytes.", $"more than that at {entry.Name}", "raise the limits in TarOptions if the archive is meant");
            }

            var bytes = new byte[entry.Length];
            entry.DataStream?.ReadExactly(bytes);
            entries.Add(new ArchiveEntry(entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name, bytes));
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

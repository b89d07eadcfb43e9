using System.Formats.Tar;
using System.IO.Compression;
using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Writes the files of a zip, tar or tar.gz into a folder: nothing lands outside of it, no link is made, and there is an end to it.</summary>
/// <remarks>Folders, links and devices are passed over. Lengths that the archive announces are not believed: bytes are counted as they are written.</remarks>
internal sealed class ArchiveUnpacker
{
    private const int BufferLength = 1 << 16;

    private readonly DatasetArchive _archive;
    private readonly string _path;
    private readonly string _folder;
    private readonly CancellationToken _cancellationToken;
    private readonly byte[] _buffer = new byte[BufferLength];
    private long _bytes;
    private int _files;

    private ArchiveUnpacker(DatasetArchive archive, string path, string folder, CancellationToken cancellationToken)
    {
        _archive = archive;
        _path = path;
        _folder = Path.GetFullPath(folder);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Unpacks an archive.</summary>
    /// <param name="archive">Name and limits.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="cancellationToken">Stops between two pieces of a file.</param>
    /// <exception cref="HoneFormatException">The archive is damaged, leads out of the folder, holds a name twice, or is beyond a limit.</exception>
    public static void Unpack(DatasetArchive archive, string path, string folder, CancellationToken cancellationToken)
    {
        var unpacker = new ArchiveUnpacker(archive, path, folder, cancellationToken);
        try
        {
            using FileStream file = File.OpenRead(path);
            if (IsZip(file))
            {
                unpacker.Zip(file);
                return;
            }

            using Stream content = GzipSniffer.IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
            unpacker.Tar(content);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new HoneFormatException(path, 0, "A whole zip, tar or tar.gz.", error.Message, "fetch the archive again", error);
        }
    }

    private static bool IsZip(FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == start.Length && start.SequenceEqual("PK\x03\x04"u8);
    }

    private void Zip(FileStream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            // A folder has a name that ends with a slash.
            if (entry.Name.Length > 0)
            {
                using Stream content = entry.Open();
                Write(entry.FullName, content);
            }
        }
    }

    private void Tar(Stream content)
    {
        using var tar = new TarReader(content);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                Write(entry.Name, entry.DataStream ?? Stream.Null);
            }
        }
    }

    private void Write(string name, Stream content)
    {
        string path = PathOf(name);
        if (++_files > _archive.MaximumFiles)
        {
            throw new HoneFormatException(_path, 0, $"At most {_archive.MaximumFiles} files.", $"{_files} and more to come, the last {name}", "raise DatasetArchive.MaximumFiles if the archive is meant to be so large");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Path.Exists(path))
        {
            throw new HoneFormatException(_path, 0, "Each file of an archive has a name of its own.", $"{name} twice", "make the archive again");
        }

        using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        int read;
        while ((read = content.Read(_buffer)) > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _bytes += read;
            if (_bytes > _archive.MaximumBytes)
            {
                throw new HoneFormatException(_path, 0, $"At most {_archive.MaximumBytes} bytes unpacked.", $"{_bytes} and more to come, in {name}", "raise DatasetArchive.MaximumBytes if the archive is meant to be so large");
            }

            output.Write(_buffer, 0, read);
        }
    }

    /// <summary>The place of an entry; one that leads out of the folder is refused, whatever system the archive was made for.</summary>
    private string PathOf(string name)
    {
        string[] names = name.Split('/', '\\');
        bool isRooted = name.StartsWith('/') || name.StartsWith('\\') || name.Contains(':', StringComparison.Ordinal);
        string path = Path.GetFullPath(Path.Combine([_folder, .. names.Where(part => part is not ("" or "."))]));
        if (isRooted || names.Contains("..") || !path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new HoneFormatException(_path, 0, "Every file of an archive lies in its folder.", $"\"{name}\"", "do not use this archive: its maker may mean harm");
        }

        return path;
    }
}

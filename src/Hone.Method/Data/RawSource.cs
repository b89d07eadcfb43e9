using System.Formats.Tar;
using System.IO.Compression;

namespace Hone.Method;

/// <summary>What <c>hone data add</c> can take: a file, a folder, a zip or a tar archive.</summary>
internal static class RawSource
{
    private static readonly string[] Partial = [".part", ".partial", ".crdownload", ".download", ".aria2", ".tmp"];

    /// <exception cref="RawDataException">The source is missing, unfinished, empty or damaged; the message names the file.</exception>
    public static void Copy(string source, RawWriter writer, CancellationToken cancellationToken)
    {
        RequireThere(source);
        RefusePartial(source);
        try
        {
            if (Directory.Exists(source))
            {
                CopyFolder(source, writer);
            }
            else if (IsZip(source))
            {
                CopyZip(source, writer);
            }
            else if (IsTar(source))
            {
                CopyTar(source, writer, cancellationToken);
            }
            else
            {
                CopyFile(source, Path.GetFileName(source), writer);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Damaged(source, exception.Message, exception);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new RawDataException(ExitCode.BadInput, "a source that can be read", exception.Message, source, "check the path and its permissions", exception);
        }

        writer.Finish();
        if (writer.Files.Count == 0)
        {
            throw new RawDataException(ExitCode.BadInput, "at least one file", "none", source, "check the path");
        }
    }

    private static void CopyFolder(string source, RawWriter writer)
    {
        string full = Path.GetFullPath(source);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(full));
        foreach (string path in Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(full, path).Replace('\\', '/');
            if (relative.Split('/').Any(part => part.StartsWith('.')))
            {
                continue;
            }

            RefusePartial(path);
            CopyFile(path, $"{name}/{relative}", writer);
        }
    }

    private static void CopyFile(string path, string relative, RawWriter writer)
    {
        using FileStream stream = File.OpenRead(path);
        writer.Write(relative, stream, File.GetLastWriteTimeUtc(path), path, stream.Length);
    }

    private static void CopyZip(string source, RawWriter writer)
    {
        using ZipArchive archive = ZipFile.OpenRead(source);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.Length > 0).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using Stream content = entry.Open();
            writer.Write(entry.FullName.Replace('\\', '/'), content, entry.LastWriteTime, source, entry.Length, entry.Crc32);
        }
    }

    private static void CopyTar(string source, RawWriter writer, CancellationToken cancellationToken)
    {
        using FileStream file = File.OpenRead(source);
        bool isGzip = !source.EndsWith(".tar", StringComparison.OrdinalIgnoreCase);
        using Stream content = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new TarReader(content, leaveOpen: true);
        bool ended = false;
        while (!ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TarEntry? entry = reader.GetNextEntry();
            ended = entry is null;
            if (entry is { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile })
            {
                string relative = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                writer.Write(relative, entry.DataStream ?? Stream.Null, entry.ModificationTime, source, entry.Length);
            }
        }
    }

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool IsTar(string path) =>
        path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static void RequireThere(string source)
    {
        if (source.StartsWith("kaggle:", StringComparison.Ordinal))
        {
            throw new RawDataException(
                ExitCode.Usage,
                "a file or a folder of this machine",
                $"'{source}'",
                "hone data add",
                $"fetch it with Kaggle's own client, then add the zip: kaggle competitions download -c {source["kaggle:".Length..]}");
        }

        if (!File.Exists(source) && !Directory.Exists(source))
        {
            throw new RawDataException(ExitCode.BadInput, "a file, a folder, a zip or a tar archive", "nothing of that name", source, "check the path");
        }
    }

    private static void RefusePartial(string path)
    {
        if (Partial.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            throw new RawDataException(ExitCode.BadInput, "files that are complete", $"a download that is not finished: {Path.GetFileName(path)}", path, "finish the download, then add it again");
        }
    }

    private static RawDataException Damaged(string source, string message, Exception inner) => new(
        ExitCode.BadInput,
        "a whole archive",
        $"a damaged or cut-off one: {message}",
        source,
        "fetch the archive again and add it again: what was added before it stays",
        inner);
}

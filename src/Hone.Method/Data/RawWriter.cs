using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Hone.Method;

/// <summary>
/// Writes files into <c>data/raw</c>: under a temporary name first, hashed on the way, read-only at the end, never over another content. Small files go to the disk together: a disk takes many
/// flushes at once in the time of one, and none has its name before it is there.
/// </summary>
internal sealed class RawWriter(string directory, CancellationToken cancellationToken)
{
    private const int BufferSize = 1 << 20;
    private const int MostTogether = 64;
    private const long MostBytesTogether = 64 << 20;
    private const int FlushesAtOnce = 16;

    private readonly Dictionary<string, DataFile> _files = new(StringComparer.Ordinal);
    private readonly List<(string Temporary, string Target, DataFile File)> _waiting = [];
    private readonly byte[] _buffer = new byte[BufferSize];

    public IReadOnlyCollection<DataFile> Files => _files.Values;

    /// <summary>How many files were there already, whole: a first try that was interrupted left them.</summary>
    public int Kept { get; private set; }

    /// <exception cref="RawDataException">Another content has this name, or the bytes are fewer or others than the source promised.</exception>
    public void Write(string relative, Stream content, DateTimeOffset modified, string source, long? length = null, uint? crc = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireInside(relative, source);
        string target = Path.Combine(directory, relative.Replace('/', Path.DirectorySeparatorChar));
        string temporary = target + Hone.Files.AtomicFile.TemporarySuffix;
        if (_waiting.Exists(each => each.Target == target))
        {
            Finish();
        }

        bool isWhole = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            DataFile file;
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file = Copy(relative, content, stream, modified, source, length, crc);
            }

            _waiting.Add((temporary, target, file));
            isWhole = true;
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw DiskErrors.Translate(exception, target);
        }
        finally
        {
            if (!isWhole)
            {
                RemoveQuietly(temporary);
            }
        }

        if (_waiting.Count >= MostTogether || _waiting.Sum(each => each.File.Bytes) >= MostBytesTogether)
        {
            Finish();
        }
    }

    /// <summary>Brings what was written to the disk and gives it its name; called at the end, and after an error for what came before it.</summary>
    /// <exception cref="RawDataException">Another content has this name.</exception>
    public void Finish()
    {
        string target = directory;
        try
        {
            Parallel.ForEach(_waiting, new ParallelOptions { MaxDegreeOfParallelism = FlushesAtOnce }, each => Flush(each.Temporary));
            foreach ((string temporary, string place, DataFile file) in _waiting)
            {
                target = place;
                Place(temporary, place, file);
                _files[file.Path] = file;
            }
        }
        catch (AggregateException errors) when (errors.InnerExceptions.All(DiskErrors.IsDisk))
        {
            throw DiskErrors.Translate(errors.InnerExceptions[0], target);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw DiskErrors.Translate(exception, target);
        }
        finally
        {
            _waiting.ForEach(each => RemoveQuietly(each.Temporary));
            _waiting.Clear();
        }
    }

    /// <summary>Reads a file whole and returns its entry of the manifest; a gzip file must end where it says.</summary>
    public static DataFile Describe(string path, string relative, CancellationToken cancellationToken)
    {
        using FileStream stream = File.OpenRead(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer.AsSpan(0, read));
        }

        ArrayPool<byte>.Shared.Return(buffer);

        return new DataFile
        {
            Path = relative,
            Bytes = stream.Length,
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
            Modified = File.GetLastWriteTimeUtc(path),
        };
    }

    private DataFile Copy(string relative, Stream content, Stream target, DateTimeOffset modified, string source, long? length, uint? crc)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var counter = new TableRowCounter();
        var check = new Crc32();
        byte[] buffer = _buffer;
        long total = 0;
        int read;
        while ((read = Read(content, buffer, relative, source)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
            hash.AppendData(bytes);
            target.Write(bytes);
            total += read;
            if (TableRowCounter.IsTable(relative))
            {
                counter.Add(bytes);
            }

            if (crc is not null)
            {
                check.Add(bytes);
            }
        }

        if (length is long promised && promised != total)
        {
            throw Truncated(relative, source, $"{promised} bytes of {relative}", $"{total} bytes");
        }

        if (crc is uint expected && expected != check.Value)
        {
            throw Truncated(relative, source, $"{relative} with checksum {expected:x8}", $"checksum {check.Value:x8}");
        }

        return new DataFile
        {
            Path = relative,
            Bytes = total,
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
            Rows = TableRowCounter.IsTable(relative) ? counter.Rows : null,
            Modified = modified,
        };
    }

    private static int Read(Stream content, byte[] buffer, string relative, string source)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Truncated(relative, source, $"{relative} whole", exception.Message, exception);
        }
    }

    private static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
        stream.Flush(flushToDisk: true);
    }

    private void Place(string temporary, string target, DataFile file)
    {
        if (!File.Exists(target))
        {
            if (target.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                RequireWholeGzip(temporary, file.Path);
            }

            File.Move(temporary, target);
            File.SetAttributes(target, File.GetAttributes(target) | FileAttributes.ReadOnly);
            return;
        }

        DataFile there = Describe(target, file.Path, cancellationToken);
        if (there.Sha256 != file.Sha256)
        {
            throw new RawDataException(
                ExitCode.BadInput,
                $"{file.Path} as it was added, SHA-256 {FrozenSplit.Short(there.Sha256)} ({there.Bytes} bytes)",
                $"another content, SHA-256 {FrozenSplit.Short(file.Sha256)} ({file.Bytes} bytes)",
                target,
                "raw data do not change: add the new file under another name, or make a new project for it");
        }

        Kept++;
    }

    // The last four bytes of a gzip file are the length of its content modulo 2^32; .NET does not miss them when they are cut off.
    private static void RequireWholeGzip(string path, string relative)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> tail = stackalloc byte[4];
        if (stream.Length < 18)
        {
            throw Truncated(relative, relative, "a whole gzip file", $"{stream.Length} bytes");
        }

        stream.Seek(-4, SeekOrigin.End);
        stream.ReadExactly(tail);
        uint promised = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(tail);
        stream.Position = 0;
        using var content = new GZipStream(stream, CompressionMode.Decompress);
        byte[] buffer = new byte[BufferSize];
        long total = 0;
        int read;
        while ((read = Read(content, buffer, relative, relative)) > 0)
        {
            total += read;
        }

        if ((uint)total != promised)
        {
            throw Truncated(relative, relative, $"a whole gzip file of {promised} bytes unpacked", $"{total} bytes");
        }
    }

    private static void RequireInside(string relative, string source)
    {
        bool isInside = relative.Length > 0
            && !Path.IsPathRooted(relative)
            && !relative.Contains(':', StringComparison.Ordinal)
            && !relative.Any(char.IsControl)
            && relative.Split('/').All(name => name is not ("" or "." or ".."));
        if (!isInside)
        {
            throw new RawDataException(
                ExitCode.BadInput, "names that stay below the data folder", $"'{relative}'", source, "do not use this archive: it tries to write elsewhere");
        }
    }

    private static RawDataException Truncated(string relative, string source, string expected, string got, Exception? inner = null) =>
        new(ExitCode.BadInput, expected, got, source == relative ? source : $"{source}, {relative}", "fetch the file again and add it again: what was added before it stays", inner);

    private static void RemoveQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            // A temporary file that stays behind is written over by the next try.
        }
    }
}

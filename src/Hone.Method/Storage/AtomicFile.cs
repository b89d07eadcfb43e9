using System.Text;

namespace Hone.Method;

/// <summary>Writes whole files so that a reader, a crash or a full disk only ever sees the old file or the new one.</summary>
/// <remarks>
/// The bytes go to a temporary file in the same folder, are flushed to the disk, and the file is renamed over its destination.
/// A crash before the rename leaves a file that ends in <c>.tmp</c>, which no reader looks at.
/// </remarks>
internal static class AtomicFile
{
    public const string TemporarySuffix = ".tmp";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void WriteText(string path, string text) => WriteBytes(path, Utf8.GetBytes(text));

    public static void WriteBytes(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <summary>Lets <paramref name="write"/> fill the file; creates the folder on first use.</summary>
    /// <exception cref="StorageException">The disk is full, the folder is read-only, or the path cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new ArgumentException("A file path is needed, not a root.", nameof(path));
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}{TemporarySuffix}");
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception)
        {
            DeleteQuietly(temporary);
            if (DiskErrors.IsDisk(exception))
            {
                throw DiskErrors.Translate(exception, full);
            }

            throw;
        }
    }

    // The first error is the one to report; a temporary file that stays behind harms nobody.
    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
        }
    }
}

namespace Hone.Files;

/// <summary>Writes whole files so that a reader, a crash or a full disk only ever sees the old file or the new one.</summary>
/// <remarks>The bytes go to a neighbor that ends in <c>.tmp</c>, are flushed to the disk, and the neighbor is renamed into place.</remarks>
public static class AtomicFile
{
    /// <summary>How the neighbor ends that is written first; what a crash leaves behind has this ending, and no reader looks at it.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Lets <paramref name="write"/> fill the file; the folder is created when missing.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="write">Receives the stream to write to.</param>
    /// <exception cref="HoneException">The folder cannot be written or the disk is full; the old file is still there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            DeleteQuietly(temporary);
            throw new HoneException("A file that can be written.", error.Message, target, "free space on the disk or choose a folder that you may write to", error);
        }
        catch
        {
            DeleteQuietly(temporary);
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}

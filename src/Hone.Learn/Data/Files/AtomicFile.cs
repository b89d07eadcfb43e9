namespace Hone.Learn.Data;

/// <summary>Writes a file so that a reader, or a crash at any moment, sees the old content or the new one and never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a neighbor of <paramref name="path"/>, flushes it to the disk and renames it into place.</summary>
    /// <param name="path">The file to create or replace; its folder is created when missing.</param>
    /// <param name="write">Receives the stream to write to.</param>
    /// <exception cref="IOException">The folder cannot be written or the disk is full; nothing is left behind then.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

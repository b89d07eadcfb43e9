using System.Text;
using Hone.Files;

namespace Hone.Method;

/// <summary>Whole files of a project: written by <see cref="AtomicFile"/>, with the errors of the method.</summary>
internal static class ProjectFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void WriteText(string path, string text) => WriteBytes(path, Utf8.GetBytes(text));

    public static void WriteBytes(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <summary>Lets <paramref name="write"/> fill the file; creates the folder on first use.</summary>
    /// <exception cref="StorageException">The disk is full, the folder is read-only, or the path cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is null)
        {
            throw new ArgumentException("A file path is needed, not a root.", nameof(path));
        }

        try
        {
            AtomicFile.Write(full, write);
        }
        catch (HoneException exception) when (exception.InnerException is { } cause && DiskErrors.IsDisk(cause))
        {
            throw DiskErrors.Translate(cause, full);
        }
    }
}

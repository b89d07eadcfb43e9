namespace Hone.Method;

/// <summary>Turns what the operating system says about a file into a message with the path and the free space.</summary>
internal static class DiskErrors
{
    private const int LinuxReadOnlyFileSystem = 30;
    private const int UnixNoSpace = 28;
    private const int LinuxQuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether the exception is one that <see cref="Translate"/> explains.</summary>
    public static bool IsDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Whether another process holds the file; the plain exception type is what .NET throws for a lock that is taken.</summary>
    public static bool IsSharing(IOException exception) => exception.GetType() == typeof(IOException) && !IsFull(exception) && !IsReadOnly(exception);

    public static StorageException Translate(Exception cause, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        string free = FreeSpace(folder);
        if (IsFull(cause))
        {
            return new StorageException(
                ExitCode.Refused,
                "room on the disk for the file",
                $"the disk is full: {free} free",
                path,
                "free some space and run the command again; nothing was half-written",
                cause);
        }

        if (IsReadOnly(cause))
        {
            return new StorageException(
                ExitCode.Refused,
                "a folder that can be written to",
                $"writing was refused ({cause.Message}); {free} free",
                path,
                "change the permissions of the folder or choose another one with --dir",
                cause);
        }

        return new StorageException(
            ExitCode.Refused,
            "a file that can be written",
            $"{cause.Message}; {free} free",
            path,
            "look at the path and the disk, then run the command again; nothing was half-written",
            cause);
    }

    private static bool IsFull(Exception cause) =>
        cause is IOException && cause.HResult is UnixNoSpace or LinuxQuotaExceeded or WindowsDiskFull or WindowsHandleDiskFull;

    private static bool IsReadOnly(Exception cause) =>
        cause is UnauthorizedAccessException || cause.HResult == LinuxReadOnlyFileSystem;

    private static string FreeSpace(string folder)
    {
        try
        {
            return $"{new DriveInfo(folder).AvailableFreeSpace:N0} bytes";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "an unknown number of bytes";
        }
    }
}

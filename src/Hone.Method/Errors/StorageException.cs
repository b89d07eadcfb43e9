namespace Hone.Method;

/// <summary>A file of the project cannot be written or read: a full disk, a read-only folder, a damaged file.</summary>
public sealed class StorageException : MethodException
{
    internal StorageException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

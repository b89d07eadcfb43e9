namespace Hone.Method;

/// <summary>The raw data of a project are missing, damaged, changed, or cannot be understood as items with labels.</summary>
public sealed class RawDataException : MethodException
{
    internal RawDataException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

namespace Hone.Method;

/// <summary>A report or one of its parts cannot be written or read.</summary>
public sealed class ReportException : MethodException
{
    internal ReportException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

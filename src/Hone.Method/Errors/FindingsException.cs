namespace Hone.Method;

/// <summary>A suite of checks has findings of severity error.</summary>
public sealed class FindingsException : MethodException
{
    internal FindingsException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

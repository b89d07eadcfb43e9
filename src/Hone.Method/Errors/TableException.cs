namespace Hone.Method;

/// <summary>A table cannot be learned in the way that was asked for.</summary>
public sealed class TableException : MethodException
{
    internal TableException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

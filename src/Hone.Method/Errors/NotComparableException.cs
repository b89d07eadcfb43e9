namespace Hone.Method;

/// <summary>Two runs cannot be compared: other splits, other validation rows, other metrics.</summary>
public sealed class NotComparableException : MethodException
{
    internal NotComparableException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

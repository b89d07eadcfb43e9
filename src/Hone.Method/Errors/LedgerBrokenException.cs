namespace Hone.Method;

/// <summary>A hash-chained ledger was edited: the message names the first broken link.</summary>
public sealed class LedgerBrokenException : MethodException
{
    internal LedgerBrokenException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

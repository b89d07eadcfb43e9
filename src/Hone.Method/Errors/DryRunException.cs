namespace Hone.Method;

/// <summary>A stage of a dry run failed; the message names it.</summary>
public sealed class DryRunException : MethodException
{
    internal DryRunException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

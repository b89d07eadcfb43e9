namespace Hone.Method;

/// <summary>A ladder of baselines, or one of its rungs, cannot run on these data.</summary>
public sealed class BaselineException : MethodException
{
    internal BaselineException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

namespace Hone.Method;

/// <summary>A hypothesis cannot be checked as it is: an unknown metric, an expectation that cannot fail, no run to compare with.</summary>
public sealed class HypothesisException : MethodException
{
    internal HypothesisException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

namespace Hone.Method;

/// <summary>A frozen split, or the data under it, is not what was frozen.</summary>
public sealed class SplitChangedException : MethodException
{
    internal SplitChangedException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

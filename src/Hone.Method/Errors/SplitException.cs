namespace Hone.Method;

/// <summary>A split cannot be made as asked, or broke one of its post-conditions.</summary>
public sealed class SplitException : MethodException
{
    internal SplitException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

namespace Hone.Method;

/// <summary>A submission cannot be made, written down or sent.</summary>
public sealed class SubmissionException : MethodException
{
    internal SubmissionException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

namespace Hone.Method;

/// <summary>There is not enough room on the disk for what a run will write.</summary>
public sealed class DiskGuardException : MethodException
{
    internal DiskGuardException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

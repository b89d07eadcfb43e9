namespace Hone.Method;

/// <summary>A run cannot be found, written or understood.</summary>
public sealed class RunException : MethodException
{
    internal RunException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

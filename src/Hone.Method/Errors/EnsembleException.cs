namespace Hone.Method;

/// <summary>Predictions cannot be combined, or a combination cannot be trusted.</summary>
public sealed class EnsembleException : MethodException
{
    internal EnsembleException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

namespace Hone.Method;

/// <summary>A metric is unknown, or cannot be computed from these predictions.</summary>
public sealed class MetricException : MethodException
{
    internal MetricException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

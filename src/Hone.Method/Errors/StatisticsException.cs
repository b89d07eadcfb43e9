namespace Hone.Method;

/// <summary>A statistic was asked for on numbers that have none.</summary>
public sealed class StatisticsException : MethodException
{
    internal StatisticsException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}

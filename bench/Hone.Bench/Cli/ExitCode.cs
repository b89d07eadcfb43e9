namespace Hone.Bench.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Every bar was reached.</summary>
    public const int Passed = 0;

    /// <summary>At least one bar was missed.</summary>
    public const int Missed = 1;

    /// <summary>Wrong usage, or no peer to compare with.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}

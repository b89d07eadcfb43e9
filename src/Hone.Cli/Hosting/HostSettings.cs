using System.Globalization;

namespace Hone.Cli;

/// <summary>The environment variables that the command knows.</summary>
internal static class HostSettings
{
    public const string Data = "HONE_DATA";
    public const string Threads = "HONE_THREADS";
    public const string NoColor = "NO_COLOR";

    private const int MostThreads = 1024;

    /// <summary>The folder that holds several datasets; null when none is named.</summary>
    public static string? DataFolder(CliHost host) => Read(host, Data);

    /// <summary>Whether control characters are unwanted: https://no-color.org, or a terminal that says it knows none.</summary>
    public static bool IsPlain(CliHost host) => Read(host, NoColor) is not null || host.Variable("TERM") == "dumb";

    /// <summary>How many threads work on one operation; null leaves the choice to the engine.</summary>
    /// <exception cref="UsageException">The variable is no whole number in the range.</exception>
    public static int? ThreadCount(CliHost host)
    {
        string? text = Read(host, Threads);
        if (text is null)
        {
            return null;
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads);
        return isNumber && threads is >= 1 and <= MostThreads
            ? threads
            : throw new UsageException(
                $"a whole number of threads from 1 to {MostThreads}", $"'{text}'", $"the environment variable {Threads}", $"unset {Threads} to use every processor");
    }

    private static string? Read(CliHost host, string name) => host.Variable(name) is { Length: > 0 } text ? text : null;
}

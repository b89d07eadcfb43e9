using System.CommandLine;

namespace Hone.Cli;

/// <summary>Options that several commands have. Values are read as text and understood in one place, <see cref="OptionValues"/>.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "print one JSON object and nothing else" };

    public static Option<string> Project() => new("--dir")
    {
        Description = "the project folder; without it the one around the current folder",
        HelpName = "DIR",
    };

    public static Option<string> Data() => new("--data")
    {
        Description = $"the folder with the dataset's files; without it {HostSettings.Data}, the cache, the system's packages",
        HelpName = "DIR",
    };
}

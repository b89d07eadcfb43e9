using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Arguments that name runs.</summary>
internal static class RunArguments
{
    public static Argument<string> Run() => new("run")
    {
        HelpName = "RUN",
        Description = $"the id of a run, the beginning or the last four characters of it, or '{RunStore.Latest}'",
    };
}

using System.Text;
using Hone.Method;

namespace Hone.Cli;

/// <summary>Everything that the command takes from the process around it; tests hand in their own.</summary>
internal sealed record CliHost
{
    /// <summary>The widest line that is written where no terminal says how wide it is.</summary>
    public const int PlainWidth = 100;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether someone looks at <see cref="Out"/>; false when it goes into a file or a pipe.</summary>
    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = PlainWidth;

    /// <summary>Reads an environment variable. Nothing below the command line reads any.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>How the user called this command, such as <c>./hone</c>; the launcher says so. What is printed to be pasted begins with it.</summary>
    public string CommandName => Variable("HONE_COMMAND") is { Length: > 0 } name ? name : "hone";

    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The folder for the account of an unexpected error that has no project to go into.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Canceled by the first Ctrl-C.</summary>
    public CancellationToken CancellationToken { get; init; }

    public Func<StartOptions, IStartObserver, CancellationToken, StartResult> RunFirstProject { get; init; } = FirstProject.Run;

    public Func<PublishedRow, ReproduceOptions, IReproduceObserver, CancellationToken, ReproducedRow> Reproduce { get; init; } = Reproducer.Run;

    public static CliHost OfThisProcess(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        return new CliHost
        {
            Out = Console.Out,
            Error = Console.Error,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = TerminalWidth(),
            Variable = Environment.GetEnvironmentVariable,
            CancellationToken = cancellationToken,
        };
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : PlainWidth;
        }
        catch (IOException)
        {
            // No console at all: the width of plain text.
            return PlainWidth;
        }
    }
}

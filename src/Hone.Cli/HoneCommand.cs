using System.CommandLine;
using System.CommandLine.Help;
using Hone.Method;

namespace Hone.Cli;

/// <summary>The <c>hone</c> command: reads the command line, calls the method, shows what comes of it, returns the exit code.</summary>
internal static class HoneCommand
{
    public const string Name = "hone";

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words after <c>hone</c>.</param>
    /// <param name="host">The process around it.</param>
    /// <returns>The exit code; <c>hone --help</c> lists them.</returns>
    public static int Run(string[] args, CliHost host)
    {
        try
        {
            if (HostSettings.ThreadCount(host) is int threads)
            {
                EngineOptions.ThreadCount = threads;
            }

            ParseResult parse = Build(host).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            bool isHelp = parse.Action is HelpVerbAction;
            if (!isHelp)
            {
                ParseErrors.ThrowIfAny(parse);
            }

            return parse.Invoke(new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,

                // Ctrl-C is handled by Interruption, which lets the work end cleanly however long that takes.
                ProcessTerminationTimeout = null,
            });
        }
        catch (HoneException error)
        {
            ErrorPrinter.Print(Screen.OfError(host), error);
            return (int)ErrorPrinter.CodeOf(error);
        }
        catch (OperationCanceledException)
        {
            Screen.OfError(host).Line("stopped");
            return (int)ExitCode.Canceled;
        }
        catch (Exception error)
        {
            return Apologize(args, host, error);
        }
    }

    private static RootCommand Build(CliHost host)
    {
        var root = new RootCommand("deep learning by doing, in C#, all the way down");
        root.Subcommands.Add(new StartCommand(host));
        root.Subcommands.Add(new NewCommand(host));
        root.Subcommands.Add(new DataCommand(host));
        root.Subcommands.Add(new SplitCommand(host));
        root.Subcommands.Add(new TrainCommand(host));
        root.Subcommands.Add(new RunsCommand(host));
        root.Subcommands.Add(new CompareCommand(host));
        root.Subcommands.Add(new CheckCommand(host));
        root.Subcommands.Add(new BaselineCommand(host));
        root.Subcommands.Add(new EnsembleCommand(host));
        root.Subcommands.Add(new SubmitCommand(host));
        root.Subcommands.Add(new LeaderboardCommand(host));
        root.Subcommands.Add(new TestCommand(host));
        root.Subcommands.Add(new ReportCommand(host));
        root.Subcommands.Add(new ReproduceCommand(host));
        root.Subcommands.Add(new PredictCommand(host));
        root.Subcommands.Add(new ModelsCommand(host));
        var help = new HelpVerbAction(host);
        root.SetAction(help.Invoke);
        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption helpOption:
                    helpOption.Action = help;
                    helpOption.Description = "show this help; after a command, the help of the command";
                    break;
                case VersionOption versionOption:
                    versionOption.Action = new VersionAction(host);
                    versionOption.Description = "print the version";
                    break;
            }
        }

        return root;
    }

    // A stack is for the maintainers, in a file; the user reads what happened and what to do with the file.
    private static int Apologize(string[] args, CliHost host, Exception error)
    {
        var failure = error as CommandFailedException;
        Exception cause = failure?.InnerException ?? error;
        string? file = CrashFile.Write(host, failure?.ProjectFolder ?? Project.Find(host.WorkingDirectory), args, cause);
        Screen screen = Screen.OfError(host);
        screen.Paragraph("[red bold]sorry[/]: ", 7, "Hone itself failed, not your data and not your command.");
        screen.Paragraph("  [dim]what:[/]   ", 10, $"{cause.GetType().Name}: {cause.Message}");
        screen.Paragraph("  [dim]where:[/]  ", 10, file is null ? "neither the project nor the temporary folder can be written to" : $"the whole account is in {file}");
        screen.Paragraph("  [dim]report:[/] ", 10, "open an issue with that file, as CONTRIBUTING.md describes");
        return CrashFile.ExitCode;
    }
}

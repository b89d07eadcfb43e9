using System.CommandLine;

namespace Hone.Cli;

/// <summary>The help of a command: what it does, how it is called, examples, options.</summary>
internal static class HelpPage
{
    private const int LeftWidth = 18;

    private static readonly (string Code, string Meaning)[] ExitCodes =
    [
        ("0", "all is well"),
        ("1", "a finding of severity error, a check that broke, or a published figure that missed its bar"),
        ("2", "wrong usage: an unknown option, a value outside its range"),
        ("3", "an input that is missing, unreadable or malformed"),
        ("4", "not checked: for example two runs that cannot be compared"),
        ("5", "refused by a guard: the vault, the disk, a limit"),
        ("70", "an error in Hone itself; its account is in a file that the message names"),
        ("130", "stopped by Ctrl-C"),
    ];

    private static readonly (string Name, string Meaning)[] Variables =
    [
        (HostSettings.Data, "a folder with datasets, each in a folder of its name"),
        (HostSettings.Threads, "how many threads work on one operation (default: one for each processor)"),
        (HostSettings.NoColor, "set to anything: plain text without colors and live lines"),
    ];

    public static void Show(Screen screen, Command command)
    {
        bool isRoot = command is RootCommand;
        screen.Paragraph($"[bold]{CommandLines.Path(command)}[/]  ", CommandLines.Path(command).Length + 2, command.Description ?? "");
        Heading(screen, "Usage");
        screen.Line("  " + Screen.Styled(Usage(command), ""));
        if (command is HoneVerb verb)
        {
            Pairs(screen, "Examples", verb.Examples.Select(example => (example.Line, example.Shows)), stacked: true);
        }

        Pairs(screen, "Commands", command.Subcommands.Select(subcommand => (subcommand.Name, subcommand.Description ?? "")));
        Pairs(screen, "Arguments", command.Arguments.Select(argument => (argument.HelpName ?? argument.Name, argument.Description ?? "")));
        Pairs(screen, "Options", CommandLines.VisibleOptions(command).Select(option => (Left(option), option.Description ?? "")));
        if (isRoot)
        {
            Pairs(screen, "Environment", Variables);
            Pairs(screen, "Exit codes", ExitCodes);
            screen.Line();
            screen.Paragraph("", 0, "New here? hone start trains your first model in two minutes; hone COMMAND --help has examples.", "dim");
        }
    }

    private static void Heading(Screen screen, string title)
    {
        screen.Line();
        screen.Line($"[teal bold]{title}[/]");
    }

    private static string Usage(Command command)
    {
        string path = CommandLines.Path(command);
        // A verb that has subcommands also works without one: its subcommands are listed below.
        if (command.Subcommands.Count > 0 && command is not HoneVerb)
        {
            return $"{path} COMMAND [OPTIONS]";
        }

        IEnumerable<string> arguments = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.HelpName}]" : argument.HelpName!);
        return string.Join(' ', arguments.Prepend(path).Append("[OPTIONS]"));
    }

    private static string Left(Option option) => option.HelpName is string value ? $"{option.Name} {value}" : option.Name;

    private static void Pairs(Screen screen, string title, IEnumerable<(string Left, string Right)> pairs, bool stacked = false)
    {
        (string Left, string Right)[] rows = pairs.ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        Heading(screen, title);
        foreach ((string left, string right) in rows)
        {
            if (stacked)
            {
                screen.Line($"  {Screen.Styled(left, "bold")}");
                screen.Paragraph("      ", 6, right, "dim");
            }
            else if (left.Length >= LeftWidth)
            {
                // What is said about a long name stands below it, in the column of the others.
                screen.Line($"  {Screen.Styled(left, "bold")}");
                screen.Paragraph(new string(' ', 2 + LeftWidth), 2 + LeftWidth, right);
            }
            else
            {
                screen.Paragraph($"  {Screen.Styled(left.PadRight(LeftWidth), "bold")}", 2 + LeftWidth, right);
            }
        }
    }
}

using System.CommandLine;

namespace Hone.Cli;

/// <summary>Facts about commands and options that help and errors share.</summary>
internal static class CommandLines
{
    /// <summary>The words that lead to a command, such as <c>hone start</c>.</summary>
    public static string Path(Command command)
    {
        Command? parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? HoneCommand.Name : $"{Path(parent)} {command.Name}";
    }

    /// <summary>A value as a shell takes it: in quotes when it has spaces.</summary>
    public static string Quoted(string value) => value.Contains(' ') ? $"\"{value}\"" : value;

    /// <summary>The options of a command with those that hold for every command.</summary>
    public static IReadOnlyList<Option> VisibleOptions(Command command)
    {
        IEnumerable<Option> inherited = command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive);
        return command.Options.Concat(inherited).Where(option => !option.Hidden).ToArray();
    }
}

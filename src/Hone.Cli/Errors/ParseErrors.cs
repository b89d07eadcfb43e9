using System.CommandLine;
using System.CommandLine.Parsing;

namespace Hone.Cli;

/// <summary>Says what is wrong with a command line in Hone's four lines.</summary>
internal static class ParseErrors
{
    /// <exception cref="UsageException">The command line has an error; the first one is told.</exception>
    public static void ThrowIfAny(ParseResult parse)
    {
        if (parse.UnmatchedTokens.Count > 0)
        {
            throw Unknown(parse.UnmatchedTokens[0], parse.CommandResult.Command);
        }

        if (parse.Errors.Count > 0)
        {
            throw Rewrite(parse.Errors[0], parse.CommandResult.Command);
        }
    }

    private static UsageException Unknown(string token, Command command)
    {
        string where = CommandLines.Path(command);
        if (token.StartsWith('-'))
        {
            string[] options = CommandLines.VisibleOptions(command).Select(option => option.Name).ToArray();
            return new UsageException(
                $"an option that '{where}' knows",
                $"'{token}'",
                where,
                Suggestion.Nearest(token.Split('=')[0], options) is string option ? $"did you mean {option}?" : $"{where} --help lists the options");
        }

        if (command.Subcommands.Count > 0)
        {
            string[] commands = command.Subcommands.Select(subcommand => subcommand.Name).ToArray();
            return new UsageException(
                $"one of the commands {string.Join(", ", commands)}",
                $"'{token}'",
                where,
                Suggestion.Nearest(token, commands) is string name ? $"did you mean '{where} {name}'?" : $"{where} --help lists the commands");
        }

        int wanted = command.Arguments.Count;
        return new UsageException(
            wanted == 0 ? $"only options after '{where}'" : $"{wanted} {(wanted == 1 ? "word" : "words")} after '{where}' beside its options",
            $"'{token}' in addition",
            where,
            $"leave '{token}' out, or put quotes around a value with spaces");
    }

    private static UsageException Rewrite(ParseError error, Command command)
    {
        string where = CommandLines.Path(command);
        if (error.SymbolResult is OptionResult option)
        {
            int values = option.Tokens.Count;
            return new UsageException(
                option.Option.Arity.MaximumNumberOfValues == 0 ? $"no value after {option.Option.Name}" : $"one value after {option.Option.Name}",
                values == 0 ? "none" : $"{values}: {string.Join(", ", option.Tokens.Select(token => $"'{token.Value}'"))}",
                where,
                $"{where} --help shows an example");
        }

        Argument? missing = command.Arguments.FirstOrDefault(argument => error.SymbolResult is ArgumentResult found && found.Argument == argument)
            ?? command.Arguments.Skip(GivenWords(error)).FirstOrDefault();
        return missing is null
            ? new UsageException("a command line that can be understood", error.Message, where, $"{where} --help shows an example")
            : new UsageException($"{missing.HelpName} after '{where}': {missing.Description}", "nothing in its place", where, $"{where} --help shows an example");
    }

    private static int GivenWords(ParseError error) => error.SymbolResult is CommandResult command ? command.Tokens.Count : 0;
}

using Hone.Method;
using Spectre.Console;

namespace Hone.Cli;

/// <summary>Shows an error as its four lines and says which exit code belongs to it.</summary>
internal static class ErrorPrinter
{
    private const int Indent = 9;

    /// <summary>Prints an error that Hone raised on purpose.</summary>
    public static void Print(Screen screen, HoneException error)
    {
        screen.Paragraph("[red bold]error[/]: ", 7, Headline(error.Expected));
        Part(screen, "got", error.Got);
        Part(screen, "where", error.Where);
        Part(screen, "try", error.Try);
    }

    public static ExitCode CodeOf(HoneException error) => error switch
    {
        MethodException method => method.ExitCode,
        HoneFormatException or HoneDataException => ExitCode.BadInput,
        _ => ExitCode.Findings,
    };

    /// <summary>Most errors name what they expected; some readers of files say it as a sentence of their own.</summary>
    private static string Headline(string expected)
    {
        bool isSentence = expected.Length > 0 && char.IsUpper(expected[0]) && expected.EndsWith('.');
        return isSentence ? expected : "expected " + expected;
    }

    private static void Part(Screen screen, string label, string? text)
    {
        if (text is not null)
        {
            string prefix = (label + ":").PadRight(Indent - 2);
            screen.Paragraph($"  [dim]{prefix.EscapeMarkup()}[/]", Indent, text);
        }
    }
}

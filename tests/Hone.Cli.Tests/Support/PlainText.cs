namespace Hone.Cli.Tests;

/// <summary>What holds for everything that the command writes into a file or a pipe.</summary>
internal static class PlainText
{
    /// <summary>No control characters, no line wider than 100 columns, no spaces at the ends of lines.</summary>
    public static void Assert(string text)
    {
        Xunit.Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        foreach (string line in text.Split('\n'))
        {
            Xunit.Assert.True(line.Length <= CliHost.PlainWidth, $"{line.Length} columns: {line}");
            Xunit.Assert.Equal(line.TrimEnd(), line);
        }
    }
}

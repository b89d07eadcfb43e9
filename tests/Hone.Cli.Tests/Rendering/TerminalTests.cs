using Hone.Learn.Datasets;

namespace Hone.Cli.Tests;

public sealed class TerminalTests : IDisposable
{
    private const char Escape = '\u001b';

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandRun Start(Func<string, string?> variable, int width = 100) => CommandRun.Of(
        host => host with { RunFirstProject = new ScriptedStart().Run, OutIsTerminal = true, Width = width, Variable = variable },
        "start", "--dir", _folder[Guid.NewGuid().ToString("N")]);

    [Fact]
    public void A_terminal_gets_colors_and_a_live_line_with_speed_and_time_left()
    {
        CommandRun run = Start(_ => null);

        Assert.Contains(Escape, run.Out);
        Assert.Contains('\r', run.Out);
        Assert.Contains("epoch 25/25", run.Out);
        Assert.Contains("items/s", run.Out);
        Assert.Contains(" left", run.Out);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void NO_COLOR_and_dumb_terminals_get_plain_text(string name, string value)
    {
        CommandRun run = Start(asked => asked == name ? value : null);

        Assert.DoesNotContain(Escape, run.Out);
        Assert.DoesNotContain('\r', run.Out);
    }

    [Fact]
    public void What_was_not_checked_is_never_green()
    {
        string line = Start(_ => null).Lines.Single(line => line.Contains("1 check "));
        string passed = Start(_ => null).Lines.Single(line => line.Contains("3 checks"));

        Assert.Contains("✓", passed);
        Assert.Contains("[32m", passed);
        Assert.DoesNotContain("✓", line);
        Assert.DoesNotContain("[32m", line);
        Assert.Contains("not checked: ", line);
    }

    [Theory]
    [InlineData(0.9, true, "better")]
    [InlineData(0.85, false, "cannot be told apart")]
    [InlineData(0.6, false, "worse")]
    public void The_score_is_green_only_above_every_baseline(double accuracy, bool isGreen, string verdict)
    {
        var script = new ScriptedStart { Accuracy = accuracy };
        CommandRun run = CommandRun.Of(host => host with { RunFirstProject = script.Run, OutIsTerminal = true }, "start", "--dir", _folder["fashion"]);

        string score = run.Lines.Single(line => line.Contains("the model: accuracy"));
        Assert.Equal(isGreen, score.Contains("32m"));
        Assert.Contains(verdict, run.Lines.Last(line => line.Contains("small fully connected net")));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    [InlineData(40)]
    public void The_live_line_is_narrower_than_the_terminal(int width)
    {
        // A line that fills the terminal wraps and cannot be overwritten.
        string[] live = Start(_ => null, width).Out.Split('\r').Where(part => part.Contains("epoch ") && part.Contains('/')).ToArray();

        Assert.NotEmpty(live);
        Assert.All(live, part => Assert.True(Visible(part.Split('\n')[0]).Length < width));
    }

    [Fact]
    public void A_download_has_a_live_line_with_its_size()
    {
        var output = new StringWriter();
        var line = new DownloadProgressLine(Screen.OfOutput(new CliHost { Out = output, Error = output, OutIsTerminal = true }));

        line.Report(new DownloadProgress("train-images-idx3-ubyte", 13_200_000, 26_400_000));

        Assert.Contains("fetching", output.ToString());
        Assert.Contains("13.2 MB of 26.4 MB", output.ToString());
    }

    [Fact]
    public void A_download_into_a_file_has_one_line_for_each_file()
    {
        var output = new StringWriter { NewLine = "\n" };
        var line = new DownloadProgressLine(Screen.OfOutput(new CliHost { Out = output, Error = output }));

        line.Report(new DownloadProgress("a", 1, 2));
        line.Report(new DownloadProgress("a", 2, 2));
        line.Report(new DownloadProgress("b", 1, null));

        Assert.Equal("  fetching a\n  fetching b\n", output.ToString());
    }

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(48.4, "48 s")]
    [InlineData(59.7, "1 min 00 s")]
    [InlineData(101.6, "1 min 42 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Durations_are_short(double seconds, string text) => Assert.Equal(text, Figures.Duration(seconds));

    [Theory]
    [InlineData(48.4, "48s")]
    [InlineData(101.6, "1m42s")]
    [InlineData(7500, "2h05m")]
    public void Durations_in_columns_are_shorter(double seconds, string text) => Assert.Equal(text, Figures.ShortDuration(seconds));

    [Theory]
    [InlineData(0.0123, "0.0123")]
    [InlineData(0.00012345, "1.23e-4")]
    public void Rates_have_the_digits_that_matter(double rate, string text) => Assert.Equal(text, Figures.Rate(rate));

    [Fact]
    public void An_error_starts_on_a_line_of_its_own()
    {
        var script = new ScriptedStart { FailIn = Method.StartStage.Baselines, Failure = new HoneDataException("The data are needed.") };
        using var both = new StringWriter();

        HoneCommand.Run(
            ["start", "--dir", _folder["fashion"]],
            new CliHost { Out = both, Error = both, OutIsTerminal = true, ErrorIsTerminal = true, RunFirstProject = script.Run });

        string last = Visible(both.ToString().Split('\r')[^1]);
        Assert.StartsWith("error: The data are needed.", last);
    }

    [Fact]
    public void Words_stay_whole_and_long_ones_have_a_line_of_their_own()
    {
        string path = new('x', 30);

        Assert.Equal(["one two", path, "three"], TextWrap.Lines($"one two {path} three", 10));
        Assert.Equal([""], TextWrap.Lines("", 10));
    }

    private static string Visible(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*[A-Za-z]", "");
}

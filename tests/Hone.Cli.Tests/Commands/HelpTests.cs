namespace Hone.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("start --help")]
    [InlineData("new --help")]
    [InlineData("data --help")]
    [InlineData("data add --help")]
    [InlineData("data verify --help")]
    [InlineData("data describe --help")]
    [InlineData("data show --help")]
    [InlineData("split --help")]
    [InlineData("split plan --help")]
    [InlineData("split make --help")]
    [InlineData("split show --help")]
    [InlineData("split freeze --help")]
    [InlineData("runs -h")]
    [InlineData("train --help")]
    [InlineData("compare --help")]
    [InlineData("reproduce --help")]
    [InlineData("predict --help")]
    [InlineData("models --help")]
    [InlineData("check --help")]
    [InlineData("check leak --help")]
    [InlineData("check batch --help")]
    [InlineData("check capacity --help")]
    [InlineData("check metric --help")]
    [InlineData("check env --help")]
    [InlineData("baseline --help")]
    [InlineData("ensemble --help")]
    [InlineData("ensemble corr --help")]
    [InlineData("submit --help")]
    [InlineData("leaderboard --help")]
    [InlineData("leaderboard add --help")]
    [InlineData("report --help")]
    [InlineData("test --help")]
    public void Help_is_plain_fits_and_returns_0(string line)
    {
        CommandRun run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains("Usage", run.Out);
        PlainText.Assert(run.Out);
    }

    [Fact]
    public void The_first_page_lists_commands_and_exit_codes()
    {
        string text = CommandRun.Of("--help").Out;

        Assert.All(["start", "new", "data", "split", "train", "runs", "compare", "reproduce", "predict", "models", "130", "HONE_DATA", "NO_COLOR"], word => Assert.Contains(word, text));
    }

    [Fact]
    public void Every_example_in_the_help_can_be_parsed()
    {
        HoneVerb[] verbs =
        [
            new StartCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new NewCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new DataCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new SplitCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new TrainCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new RunsCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new CheckCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new CompareCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new PredictCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new ModelsCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new ReproduceCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new BaselineCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new EnsembleCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new SubmitCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new LeaderboardCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new ReportCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
            new TestCommand(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null }),
        ];
        foreach (Example example in verbs.SelectMany(verb => verb.Subcommands.OfType<HoneVerb>().SelectMany(sub => sub.Examples).Concat(verb.Examples)))
        {
            string[] words = [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(WithoutRedirection(example.Line))];
            HoneVerb verb = Assert.Single(verbs, verb => verb.Name == words[1]);
            System.CommandLine.ParseResult parse = verb.Parse(words[2..]);
            Assert.Empty(parse.Errors);
            Assert.Empty(parse.UnmatchedTokens);
        }
    }

    [Fact]
    public void A_long_option_stands_above_what_is_said_about_it()
    {
        string text = CommandRun.Of("data", "add", "--help").Out;

        Assert.Contains("--file-column COLUMN\n", text);
        Assert.DoesNotContain("COLUMNthe", text);
    }

    [Fact]
    public void Version_is_a_name_and_a_number()
    {
        CommandRun run = CommandRun.Of("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^hone \d+\.\d+\.\d+\n$", run.Out);
    }

    /// <summary>What stands before "> FILE"; a > between quotation marks is an expectation.</summary>
    private static string WithoutRedirection(string line)
    {
        int at = line.LastIndexOf(" > ", StringComparison.Ordinal);
        bool isQuoted = at >= 0 && line[at..].Contains('"');
        return at < 0 || isQuoted ? line : line[..at];
    }
}

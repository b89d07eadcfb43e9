using System.CommandLine;
using System.Globalization;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone leaderboard add ID SCORE</c>: writes down what the board shows.</summary>
internal sealed class LeaderboardAddCommand : HoneVerb
{
    private const string Where = "hone leaderboard add";

    private readonly CliHost _host;
    private readonly Argument<string> _id = new("id") { HelpName = "ID", Description = "the submission, such as s003" };
    private readonly Argument<string> _score = new("score") { HelpName = "SCORE", Description = "the public score", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _rank = new("--rank") { Description = "the rank on the public board", HelpName = "N" };
    private readonly Option<string> _private = new("--private") { Description = "the private score, after the end", HelpName = "SCORE" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public LeaderboardAddCommand(CliHost host)
        : base("add", "write down the public score, the rank or the private score of a submission")
    {
        _host = host;
        Arguments.Add(_id);
        Arguments.Add(_score);
        Options.Add(_rank);
        Options.Add(_private);
        Options.Add(_directory);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } = [new("hone leaderboard add s003 0.8123 --rank 57", "the public score and the rank")];

    private int Run(ParseResult parse)
    {
        double? score = Number(parse.GetValue(_score), "SCORE");
        double? secret = Number(parse.GetValue(_private), "--private");
        int? rank = parse.GetValue(_rank) is string text ? (int)OptionValues.WholeNumber(text, "--rank", Where, 1, int.MaxValue) : null;
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), $"{Where} ID SCORE");
        SubmissionRow row = Leaderboard.Of(project).Add(parse.GetRequiredValue(_id), score, rank, secret);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, row, CombineJson.Default.SubmissionRow);
        }
        else
        {
            Leaderboard board = Leaderboard.Of(project);
            LeaderboardScreen.Show(Screen.OfOutput(_host), project, board, null, null);
        }

        return (int)ExitCode.Pass;
    }

    private static double? Number(string? text, string option)
    {
        if (text is null)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new UsageException($"a number for {option}, with a point", $"'{text}'", Where, $"{Where} s003 0.8123");
    }
}

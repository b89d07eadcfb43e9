using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone leaderboard</c>: the submissions with their local and public scores, and what they say together.</summary>
internal sealed class LeaderboardCommand : HoneVerb
{
    private const string Where = "hone leaderboard";

    private readonly CliHost _host;
    private readonly Option<bool> _track = new("--track") { Description = "does the local score track the public one?" };
    private readonly Option<bool> _final = new("--final") { Description = "suggest two submissions for the end" };
    private readonly Option<string> _publicRows = new("--public-rows") { Description = "rows that the public score is measured on (default: all)", HelpName = "N" };
    private readonly Option<bool> _strict = new("--strict") { Description = "exit with 4 where --track could not be checked" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public LeaderboardCommand(CliHost host)
        : base("leaderboard", "the submissions of a project, with local and public scores")
    {
        _host = host;
        Options.Add(_track);
        Options.Add(_final);
        Options.Add(_publicRows);
        Options.Add(_strict);
        Options.Add(_directory);
        Options.Add(_json);
        Subcommands.Add(new LeaderboardAddCommand(host));
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone leaderboard", "every submission with its scores"),
        new("hone leaderboard add s003 0.8123 --rank 57", "write down what the board shows"),
        new("hone leaderboard --track", "does the local score track the public one?"),
        new("hone leaderboard --final", "two for the end"),
    ];

    private int Run(ParseResult parse)
    {
        int? publicRows = parse.GetValue(_publicRows) is string text ? (int)OptionValues.WholeNumber(text, "--public-rows", Where, 1, int.MaxValue) : null;
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        Leaderboard board = Leaderboard.Of(project);
        LeaderboardTracking? tracking = parse.GetValue(_track) ? board.Tracking(publicRows) : null;
        FinalPicks? final = parse.GetValue(_final) ? board.Final(publicRows) : null;
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, new LeaderboardJson(board.List(), board.Wear(), tracking, final), CombineJson.Default.LeaderboardJson);
        }
        else
        {
            LeaderboardScreen.Show(Screen.OfOutput(_host), project, board, tracking, final);
        }

        return (int)(tracking?.ExitCode(parse.GetValue(_strict)) ?? ExitCode.Pass);
    }
}

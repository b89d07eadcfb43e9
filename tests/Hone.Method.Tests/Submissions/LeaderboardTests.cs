using System.Text;

namespace Hone.Method.Tests.Submissions;

public sealed class LeaderboardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FixedClock _clock = new();
    private readonly Project _project;
    private readonly SubmissionSample _sample;
    private readonly Leaderboard _board;

    public LeaderboardTests()
    {
        _project = CombineSamples.Project(_folder["p"], clock: _clock);
        File.WriteAllText(_folder["sample.csv"], "id,y\na,0\nb,0\nc,0\nd,0\ne,0\nf,0\n");
        _sample = SubmissionSample.Read(_folder["sample.csv"]);
        _board = Leaderboard.Of(_project);
    }

    public void Dispose() => _folder.Dispose();

    private string LedgerPath => Path.Combine(_project.Directory, "submissions", "ledger.jsonl");

    // The number's six lowest bits are the answers, so that every number is another file.
    private static byte[] Content(int number) =>
        Encoding.UTF8.GetBytes("id,y\n" + string.Concat("abcdef".Select((id, bit) => $"{id},{(number >> bit) & 1}\n")));

    private SubmissionRow Submit(int number, string name = "file", double? local = null, double width = 0.02, SendOptions? send = null, int n = 1000) => _board.Submit(
        new SubmissionRequest
        {
            Content = Content(number),
            Name = name,
            Local = local is double score ? new MetricSummary { Last = score, Best = score, N = n, Low = score - (width / 2), High = score + (width / 2) } : null,
        },
        _sample,
        send);

    private string Client(string script)
    {
        string path = _folder["kaggle"];
        File.WriteAllText(path, "#!/bin/sh\n" + script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    [Fact]
    public void A_submission_is_a_file_and_a_row_of_the_ledger()
    {
        SubmissionRow row = Submit(1, "zeros");

        Assert.Equal(("s001", "zeros", 6), (row.Id, row.Recipe, row.Rows));
        Assert.Null(row.Sent);
        Assert.Equal(Content(1), File.ReadAllBytes(Path.Combine(_project.Directory, "submissions", "s001.csv")));
        Assert.Equal([row], _board.List());
    }

    [Fact]
    public void A_broken_file_leaves_nothing_behind()
    {
        Assert.Throws<SubmissionException>(() => _board.Submit(new SubmissionRequest { Content = Encoding.UTF8.GetBytes("id,y\na,x\n") }, _sample));

        Assert.False(Directory.Exists(Path.Combine(_project.Directory, "submissions")));
    }

    [Fact]
    public void The_same_file_again_was_already_submitted()
    {
        Submit(1);

        var error = Assert.Throws<SubmissionException>(() => Submit(1, "other name"));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("already submitted: s001 of 2026-11-21 04:55", error.Message);
        Assert.Contains("add --send", error.Message);
        Assert.Single(_board.List());
    }

    [Fact]
    public void Scores_are_written_down_by_hand_and_survive()
    {
        Submit(1);
        _board.Add("s001", 0.8123, rank: 57);
        _board.Add("s001", null, privateScore: 0.79);

        SubmissionRow row = Assert.Single(Leaderboard.Of(Project.Open(_project.Directory)).List());

        Assert.Equal((0.8123, 57, 0.79), (row.PublicScore, row.Rank, row.PrivateScore));
    }

    [Fact]
    public void A_score_for_an_unknown_submission_or_none_at_all_is_wrong_usage()
    {
        Submit(1);

        var unknown = Assert.Throws<SubmissionException>(() => _board.Add("s009", 0.8));
        var nothing = Assert.Throws<SubmissionException>(() => _board.Add("s001", null));

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (unknown.ExitCode, nothing.ExitCode));
        Assert.Contains("'s009'; there are 1: s001", unknown.Message);
        Assert.Contains("public none", nothing.Message);
        Assert.Contains("rank 0", Assert.Throws<SubmissionException>(() => _board.Add("s001", 0.8, rank: 0)).Message);
        Assert.Contains("public NaN", Assert.Throws<SubmissionException>(() => _board.Add("s001", double.NaN)).Message);
    }

    [Fact]
    public void An_edited_ledger_is_refused_with_the_first_broken_link()
    {
        Submit(1);
        _board.Add("s001", 0.7);
        _board.Add("s001", 0.71);
        File.WriteAllText(LedgerPath, File.ReadAllText(LedgerPath).Replace("0.7,", "0.9,", StringComparison.Ordinal));

        var error = Assert.Throws<LedgerBrokenException>(() => _board.List());

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("line 2 (the first broken link)", error.Message);
    }

    [Fact]
    public void A_client_that_is_not_there_is_said_and_nothing_is_written()
    {
        var error = Assert.Throws<SubmissionException>(() => Submit(1, send: new SendOptions { Competition = "titanic", Client = _folder["no-such-kaggle"] }));

        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Contains("no program", error.Message);
        Assert.Contains("no-such-kaggle", error.Message);
        Assert.Contains("hone leaderboard add", error.Message);
        Assert.Empty(_board.List());
    }

    [Fact]
    public void The_clients_own_command_sends_the_file_and_the_ledger_knows()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for the client is a shell script");
        string log = _folder["log"];
        string client = Client($"echo \"$@\" >> '{log}'\n");

        SubmissionRow row = Submit(1, "net", send: new SendOptions { Competition = "titanic", Client = client });

        Assert.NotNull(row.Sent);
        Assert.Equal(row.Sent, _board.List()[0].Sent);
        string[] calls = File.ReadAllLines(log);
        Assert.Equal("--version", calls[0]);
        Assert.StartsWith("competitions submit -c titanic -f ", calls[1], StringComparison.Ordinal);
        Assert.EndsWith("s001.csv -m s001 net", calls[1], StringComparison.Ordinal);
        Assert.Contains("already submitted", Assert.Throws<SubmissionException>(() => Submit(1, send: new SendOptions { Competition = "titanic", Client = client })).Message);
    }

    [Fact]
    public void A_client_that_fails_is_quoted_and_the_submission_counts_as_not_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for the client is a shell script");
        string client = Client("if [ \"$1\" = --version ]; then exit 0; fi\necho '403 - you must accept the rules' >&2\nexit 1\n");

        var error = Assert.Throws<SubmissionException>(() => Submit(1, send: new SendOptions { Competition = "titanic", Client = client }));

        Assert.Contains("exit code 1: 403 - you must accept the rules", error.Message);
        Assert.Null(Assert.Single(_board.List()).Sent);

        // A file that was only written can be sent later.
        Assert.NotNull(Submit(1, send: new SendOptions { Competition = "titanic", Client = Client("exit 0\n") }).Sent);
        Assert.Single(_board.List());
    }

    [Fact]
    public void Without_a_slot_left_today_nothing_is_sent()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for the client is a shell script");
        var send = new SendOptions { Competition = "titanic", Client = Client("exit 0\n"), SlotsPerDay = 2 };
        Submit(1, send: send);
        Submit(2, send: send);

        var error = Assert.Throws<SubmissionException>(() => Submit(3, send: send));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("at most 2 submissions a day", error.Message);
        Assert.Contains("2 sent on 2026-11-21: s001, s002", error.Message);
        Assert.Equal(2, _board.List().Count);
        _clock.Now += TimeSpan.FromDays(1);
        Assert.Equal("s003", Submit(3, send: send).Id);
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.17)]
    [InlineData(4, 0.042)]
    [InlineData(5, 0.008)]
    public void The_chance_of_agreement_is_one_over_m_factorial(int submissions, double expected) =>
        Assert.Equal(expected, LeaderboardTracking.ChanceOf(submissions), 0.004);

    private void Score(params (double Local, double Public)[] scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            SubmissionRow row = Submit(i + 1, $"recipe {i}", scores[i].Local, 0.004);
            _board.Add(row.Id, scores[i].Public);
        }
    }

    [Fact]
    public void One_scored_submission_is_not_checked_and_two_agreeing_are_a_coin_toss()
    {
        Score((0.70, 0.68));
        Assert.Equal(TrackingState.NotChecked, _board.Tracking(100_000).State);
        Assert.Contains("1 scored submission", _board.Tracking(100_000).Sentence);
        Assert.Equal(ExitCode.NotChecked, _board.Tracking(100_000).ExitCode(strict: true));

        SubmissionRow row = Submit(40, "second", 0.75, 0.004);
        _board.Add(row.Id, 0.74);
        LeaderboardTracking tracking = _board.Tracking(100_000);

        Assert.Equal((TrackingState.Started, 2, 1), (tracking.State, tracking.Chain, tracking.Concordant));
        Assert.Equal(0.5, tracking.ChanceOfAgreement);
        Assert.Equal(1, tracking.KendallTau);
    }

    [Fact]
    public void Four_in_the_same_order_track()
    {
        Score((0.70, 0.68), (0.75, 0.72), (0.72, 0.70), (0.80, 0.79));

        LeaderboardTracking tracking = _board.Tracking(100_000);

        Assert.Equal((TrackingState.Tracks, 4, 6, 0), (tracking.State, tracking.Chain, tracking.Concordant, tracking.Ties));
        Assert.Contains("0.042 by chance", tracking.Sentence);
        Assert.Equal(ExitCode.Pass, tracking.ExitCode(strict: true));
    }

    [Fact]
    public void A_pair_in_the_opposite_order_beyond_noise_is_an_error_about_the_split()
    {
        Score((0.70, 0.72), (0.75, 0.68), (0.80, 0.79));

        LeaderboardTracking tracking = _board.Tracking(100_000);

        Assert.Equal(TrackingState.Contradicts, tracking.State);
        Assert.Equal(ExitCode.Findings, tracking.ExitCode(strict: false));
        Assert.Contains("revisit the split: s001 and s002", tracking.Sentence);
        Assert.Equal(1.0 / 3, tracking.KendallTau!.Value, 1e-9);
    }

    [Fact]
    public void Differences_inside_noise_are_ties()
    {
        Score((0.700, 0.70), (0.701, 0.69));

        LeaderboardTracking tracking = _board.Tracking(100_000);

        Assert.Equal((TrackingState.NotChecked, 1, 0), (tracking.State, tracking.Ties, tracking.Discordant));
        Assert.Contains("every difference is inside noise", tracking.Sentence);
        Assert.Null(tracking.KendallTau);

        // With six rows on the public side its noise is far larger than any difference here.
        Assert.Equal(1, _board.Tracking().Ties);
    }

    [Fact]
    public void Submissions_of_one_recipe_count_once()
    {
        for (int i = 0; i < 3; i++)
        {
            SubmissionRow row = Submit(i + 1, "same recipe", 0.7 + (0.05 * i), 0.004);
            _board.Add(row.Id, 0.7 + (0.05 * i));
        }

        Assert.Contains("1 scored submission of different recipes", _board.Tracking(100_000).Sentence);
    }

    [Fact]
    public void Reading_many_public_scores_wears_the_board()
    {
        Assert.StartsWith("not checked", _board.Wear().Sentence, StringComparison.Ordinal);
        Score([.. Enumerable.Range(0, 10).Select(i => (0.7 + (0.01 * i), 0.7 + (0.01 * i)))]);

        LeaderboardWear wear = _board.Wear();

        Assert.True(wear.IsWarning);
        Assert.Equal((10, 1.5), (wear.Scored, Math.Round(wear.Optimism, 1)));
        Assert.Contains("second validation set", wear.Sentence);
    }

    [Fact]
    public void Final_picks_are_the_best_local_one_and_the_most_different_strong_one()
    {
        Submit(0b000000, "best", 0.80, 0.04);
        Submit(0b000001, "like the best", 0.795, 0.04);
        Submit(0b111000, "other", 0.79, 0.04);
        Submit(0b111111, "weak", 0.5, 0.04);

        FinalPicks picks = _board.Final();

        Assert.Equal(["s001", "s003"], picks.Picks.Select(pick => pick.Id));
        Assert.Contains("by the local score only: 0 scored submissions", picks.Sentence);
        Assert.Contains("50% of its answers differ from s001", picks.Picks[1].Reason);
        Assert.Contains("there is no blend", picks.Picks[1].Reason);
    }

    [Fact]
    public void A_blend_comes_before_a_single_model_as_second_pick()
    {
        Submit(0b000000, "best", 0.80, 0.04);
        Submit(0b111111, "different single", 0.79, 0.04);
        using (RunWriter run = _project.Runs.Create(new RunPlan { Name = "mean of 2", Tags = [Ensemble.Tag], Split = new RunSplit("v1", "f") }))
        {
            run.Complete(new Dictionary<string, MetricSummary> { ["valid/accuracy"] = new() { Last = 0.79, Best = 0.79, N = 100, Low = 0.77, High = 0.81 } });
        }

        _board.Submit(new SubmissionRequest { Content = Content(0b000011), Run = _project.Runs.Find(RunStore.Latest) }, _sample);

        FinalPicks picks = _board.Final();

        Assert.Equal(["s001", "s003"], picks.Picks.Select(pick => pick.Id));
        Assert.Contains("strong blend", picks.Picks[1].Reason);
    }
}

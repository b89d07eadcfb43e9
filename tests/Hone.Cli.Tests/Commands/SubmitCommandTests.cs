using System.Text.Json;
using Hone.Method;

namespace Hone.Cli.Tests;

public sealed class SubmitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CombineProject _project;

    public SubmitCommandTests()
    {
        _project = new CombineProject(_folder["p"]);
        _project.Raw("gender_submission.csv", "PassengerId,Survived\n1,0\n2,1\n3,0\n");
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Submit(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, ["submit", .. args]);

    private CommandRun Board(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, ["leaderboard", .. args]);

    private string Submissions => Path.Combine(_project.Project.Directory, "submissions");

    [Fact]
    public void Zeros_are_the_first_submission_and_the_board_shows_them()
    {
        CommandRun run = Submit("--zeros");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("s001, 3 rows", run.Out);
        Assert.Contains("hone leaderboard add s001 SCORE", run.Out);
        PlainText.Assert(run.Out);
        Assert.Equal("PassengerId,Survived\n1,0\n2,0\n3,0\n", File.ReadAllText(Path.Combine(Submissions, "s001.csv")));
        CommandRun again = Submit("--zeros");
        Assert.Equal(5, again.ExitCode);
        Assert.Contains("already submitted: s001", again.Error);
    }

    [Fact]
    public void A_run_is_submitted_with_its_local_score()
    {
        string id = _project.Run("net", [0, 1, 2]);

        JsonElement row = Submit(id, "--json").Json;

        Assert.Equal(("net", 0.95), (row.GetProperty("recipe").GetString(), row.GetProperty("localScore").GetDouble()));
        Assert.Equal("PassengerId,Survived\n1,0\n2,1\n3,0\n", File.ReadAllText(Path.Combine(Submissions, "s001.csv")));
    }

    [Fact]
    public void Names_of_classes_and_probabilities_can_be_asked_for()
    {
        string id = _project.Run("net", [0]);

        Assert.Equal(0, Submit(id, "--form", "name", "--classes", "no,yes").ExitCode);
        Assert.Equal(0, Submit(id, "--form", "probability").ExitCode);
        Assert.Equal("PassengerId,Survived\n1,no\n2,yes\n3,no\n", File.ReadAllText(Path.Combine(Submissions, "s001.csv")));
        Assert.Equal("PassengerId,Survived\n1,0.1\n2,0.8\n3,0.4\n", File.ReadAllText(Path.Combine(Submissions, "s002.csv")));
    }

    [Fact]
    public void A_broken_file_ends_with_3_with_its_rows_and_writes_nothing()
    {
        string path = _folder["mine.csv"];
        File.WriteAllText(path, "PassengerId,Survived\n1,0\n2,maybe\n4,0\n");

        CommandRun submit = Submit("--file", path);
        CommandRun check = Submit("--file", path, "--check");

        Assert.Equal((3, 3), (submit.ExitCode, check.ExitCode));
        Assert.Contains("'maybe' in Survived", submit.Error.ReplaceLineEndings(" "));
        Assert.Contains("row 3: 'maybe' in Survived", check.Out);
        Assert.Contains("row 4: id '4' is not in the sample", check.Out);
        PlainText.Assert(check.Out);
        Assert.False(Directory.Exists(Submissions));
        Assert.False(Submit("--file", path, "--check", "--json").Json.GetProperty("isValid").GetBoolean());
    }

    [Fact]
    public void A_sound_file_is_checked_without_writing()
    {
        string path = _folder["mine.csv"];
        File.WriteAllText(path, "PassengerId,Survived\n1,0\n2,1\n3,1\n");

        CommandRun check = Submit("--file", path, "--check");

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("valid", check.Out);
        Assert.False(Directory.Exists(Submissions));
    }

    [Fact]
    public void Without_a_sample_the_way_out_is_named_and_the_test_file_serves()
    {
        File.Delete(Path.Combine(_project.Project.Directory, "data", "raw", "gender_submission.csv"));
        CommandRun run = Submit("--zeros");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--test FILE --id COLUMN --target COLUMN", run.Error.ReplaceLineEndings(" ").Replace("         ", "", StringComparison.Ordinal));

        string test = _project.Raw("test.csv", "PassengerId,Age\n1,20\n2,30\n");
        Assert.Equal(0, Submit("--zeros", "--test", test, "--id", "PassengerId", "--target", "Survived").ExitCode);
        Assert.Equal("PassengerId,Survived\n1,0\n2,0\n", File.ReadAllText(Path.Combine(Submissions, "s001.csv")));
    }

    [Fact]
    public void A_client_that_is_not_installed_ends_with_3_and_writes_nothing()
    {
        CommandRun run = Submit("--zeros", "--send", "--competition", "titanic", "--client", _folder["no-kaggle"]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("the Kaggle client, installed and signed in", run.Error);
        Assert.Contains("pip install kaggle", run.Error);
        Assert.False(Directory.Exists(Submissions));
    }

    [Fact]
    public void Without_a_slot_left_sending_ends_with_5()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for the client is a shell script");
        string client = _folder["kaggle"];
        File.WriteAllText(client, "#!/bin/sh\nexit 0\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(client, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string[] send = ["--send", "--competition", "titanic", "--client", client, "--slots", "1"];
        string id = _project.Run("net", [0]);

        Assert.Equal(0, Submit(["--zeros", .. send]).ExitCode);
        CommandRun run = Submit([id, .. send]);

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("at most 1 submissions a day", run.Error);
        Assert.Single(Leaderboard.Of(_project.Project).List());
    }

    [Fact]
    public void Wrong_usage_ends_with_2()
    {
        Assert.Equal(2, Submit().ExitCode);
        Assert.Equal(2, Submit("latest", "--zeros").ExitCode);
        Assert.Equal(2, Submit("--zeros", "--form", "guess").ExitCode);
        Assert.Equal(2, Submit("--zeros", "--send").ExitCode);
        Assert.Contains("2 of them", Submit("latest", "--zeros").Error);
        Assert.Equal(2, Board("add", "s001", "abc").ExitCode);
        Assert.Equal(2, Board("add", "s009", "0.5").ExitCode);
        Assert.Contains("'s009'; there are 0", Board("add", "s009", "0.5").Error.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Scores_by_hand_track_and_picks()
    {
        Submit(_project.Run("good", [0, 1, 2]));
        string path = _folder["mine.csv"];
        File.WriteAllText(path, "PassengerId,Survived\n1,1\n2,1\n3,1\n");
        Submit("--file", path);

        Assert.Equal(0, Board("add", "s001", "0.8123", "--rank", "57").ExitCode);
        CommandRun board = Board("--track", "--final");

        Assert.Equal(0, board.ExitCode);
        Assert.Contains("0.8123", board.Out);
        Assert.Contains("57", board.Out);
        Assert.Contains("not checked: 1 scored submission", board.Out);
        Assert.Contains("by the local score only", board.Out);
        PlainText.Assert(board.Out);
        Assert.Equal(4, Board("--track", "--strict").ExitCode);
        JsonElement json = Board("--track", "--json").Json;
        Assert.Equal("notChecked", json.GetProperty("tracking").GetProperty("state").GetString());
        Assert.Equal(0.8123, json.GetProperty("submissions")[0].GetProperty("publicScore").GetDouble());
        Assert.Equal(-0.5, Board("add", "s002", "-0.5", "--json").Json.GetProperty("publicScore").GetDouble());
    }

    [Fact]
    public void Local_and_public_scores_in_opposite_order_end_with_1()
    {
        // 60 items have wide intervals: one run is right everywhere, the other nowhere.
        foreach ((string name, int wrong, string score, string answers) in new[] { ("good", 0, "0.2", "1,1,1"), ("bad", 60, "0.9", "0,0,0") })
        {
            string id = _project.Run(name, [.. Enumerable.Range(0, wrong)]);
            string[] fields = answers.Split(',');
            File.WriteAllText(Path.Combine(_project.Project.Directory, "runs", id, "preds", "test.csv"), $"id,p0\n1,{fields[0]}\n2,{fields[1]}\n3,{fields[2]}\n");
            Submit(id);
            Board("add", $"s00{Leaderboard.Of(_project.Project).List().Count}", score);
        }

        CommandRun run = Board("--track", "--public-rows", "10000");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("revisit the split: s001 and s002", run.Out);
    }
}

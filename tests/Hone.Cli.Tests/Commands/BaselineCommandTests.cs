using System.Text.Json;
using Hone.Method;

namespace Hone.Cli.Tests;

public sealed class BaselineCommandTests : IDisposable
{
    private const int Rows = 120;

    private readonly TemporaryFolder _folder = new();
    private readonly CombineProject _project;

    public BaselineCommandTests()
    {
        _project = new CombineProject(_folder["p"], "mae", "price");
        string lines = string.Concat(Enumerable.Range(0, Rows).Select(row => $"car{row},{row % 10},{(row % 2 == 0 ? "red" : "blue")},{(10 * (row % 10)) + (row % 2)}\n"));
        _project.Raw("cars.csv", "id,age,color,price\n" + lines);
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Baseline(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, ["baseline", .. args]);

    private void Freeze() => _project.Project.Splits.Freeze(
        Split.Random(new SplitData { Ids = [.. Enumerable.Range(0, Rows).Select(row => $"car{row}")] }, new() { Fractions = new() { Valid = 0.3, Test = 0.1 } }), "v1", "hash");

    [Fact]
    public void The_ladder_of_a_table_is_shown_rung_by_rung()
    {
        Freeze();

        CommandRun run = Baseline("--expect", "0..5");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["zeros", "constant", "group mean", "one feature", "linear regression", "random forest", "fully connected net"], name => Assert.Contains(name, run.Out));
        Assert.Contains("table, mae on the 36 validation items of split v1", run.Out);
        Assert.Contains("inside the guess 0.0000..5.0000", run.Out);
        Assert.Contains("metric/self-test", run.Out);
        PlainText.Assert(run.Out);
        JsonElement json = Baseline("--json").Json;
        Assert.Equal(7, json.GetProperty("rows").GetArrayLength());
        Assert.Equal(("table", "pass"), (json.GetProperty("kind").GetString(), json.GetProperty("rows")[6].GetProperty("outcome").GetString()));
        Assert.Equal("inside", json.GetProperty("guessOutcome").GetString());
    }

    [Fact]
    public void Columns_can_be_left_out_by_name()
    {
        Freeze();

        CommandRun run = Baseline("--drop", "color");
        CommandRun unknown = Baseline("--drop", "aeg");
        CommandRun series = Baseline("--time", "age", "--drop", "color");

        Assert.Equal((0, 2, 2), (run.ExitCode, unknown.ExitCode, series.ExitCode));
        Assert.Contains("left out because you say so: color", run.Out);
        Assert.Contains("'aeg'", unknown.Error);
        Assert.Contains("id, age, color", unknown.Error.ReplaceLineEndings(" "));
        Assert.Contains("--drop", series.Error);
    }

    [Fact]
    public void Each_input_is_shown_alone_and_left_out()
    {
        Freeze();

        CommandRun run = Baseline("--per-input", "--inputs", "age=age;paint=color");
        JsonElement json = Baseline("--per-input", "--inputs", "age=age;paint=color", "--json").Json;
        CommandRun alone = Baseline("--inputs", "age=age;paint=color");
        CommandRun malformed = Baseline("--per-input", "--inputs", "age");

        Assert.Equal((0, 2, 2), (run.ExitCode, alone.ExitCode, malformed.ExitCode));
        Assert.Contains("mae on the 36 validation items of split v1", run.Out);
        Assert.Contains("input: paint: color", run.Out);
        Assert.Contains("'age' adds something that the other inputs do not have", run.Out);
        PlainText.Assert(run.Out);
        Assert.Equal(4, json.GetProperty("inputs").GetArrayLength());
        Assert.Equal("better", json.GetProperty("inputs")[0].GetProperty("adds").GetProperty("verdict").GetString());
        Assert.Contains("'age'", malformed.Error);
    }

    [Fact]
    public void Without_a_frozen_split_there_is_no_ladder()
    {
        CommandRun run = Baseline();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("no frozen split", run.Error);
    }

    [Fact]
    public void A_series_needs_its_times_and_ratings_their_columns()
    {
        Freeze();

        CommandRun time = Baseline("--time", "day");
        CommandRun ratings = Baseline("--kind", "ratings");

        Assert.Equal((3, 2), (time.ExitCode, ratings.ExitCode));
        Assert.Contains("the columns id, age, color, price", time.Error.ReplaceLineEndings(" "));
        Assert.Contains("--user", ratings.Error);
    }

    [Fact]
    public void Wrong_usage_ends_with_2()
    {
        Freeze();

        Assert.Equal(2, Baseline("--expect", "high").ExitCode);
        Assert.Contains("'high'", Baseline("--expect", "high").Error);
        Assert.Equal(2, Baseline("--kind", "sound").ExitCode);
        Assert.Equal(2, Baseline("--human", "0").ExitCode);
        Assert.Equal(3, Baseline("nowhere.csv").ExitCode);
    }

    [Fact]
    public void Items_to_label_by_hand_are_written_once()
    {
        Freeze();

        CommandRun run = Baseline("--human", "10");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("human.csv", run.Out);
        Assert.Equal(11, File.ReadAllLines(Path.Combine(_project.Project.Directory, "notes", "human.csv")).Length);
        Assert.Equal(2, Baseline("--human", "10").ExitCode);
    }
}

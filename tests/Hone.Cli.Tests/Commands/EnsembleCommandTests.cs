using System.Text.Json;

namespace Hone.Cli.Tests;

public sealed class EnsembleCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CombineProject _project;
    private readonly string _first;
    private readonly string _second;
    private readonly string _third;

    public EnsembleCommandTests()
    {
        _project = new CombineProject(_folder["p"]);
        _first = _project.Run("first", [0, 1, 2, 3, 4, 5]);
        _second = _project.Run("second", [10, 11, 12, 13, 14, 15]);
        _third = _project.Run("third", [20, 21, 22, 23, 24, 25]);
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Ensemble(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, ["ensemble", .. args]);

    [Fact]
    public void The_correlation_is_shown_pair_by_pair_with_the_gain_that_it_allows()
    {
        CommandRun run = Ensemble("corr", _first, _second);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("20%", run.Out);
        Assert.Contains("-1.0000", run.Out);
        Assert.Contains("An average of 2 leaves 44.44% of the error variance of one", run.Out);
        PlainText.Assert(run.Out);
        JsonElement json = Ensemble("corr", _first, _second, "--json").Json;
        Assert.Equal(0.2, json.GetProperty("pairs")[0].GetProperty("disagreement").GetDouble(), 1e-9);
    }

    [Fact]
    public void A_mean_of_three_that_fail_on_other_items_is_a_gain_and_becomes_a_run()
    {
        CommandRun run = Ensemble(_first, _second, _third, "--method", "mean");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"the blend is better than {_first} alone by 0.1000 accuracy", run.Out);
        Assert.Contains("kept as run", run.Out);
        PlainText.Assert(run.Out);
        Assert.Equal(4, _project.Project.Runs.List().Count);
        Assert.Equal([_first, _second, _third], _project.Project.Runs.List()[0].Record!.Parents);
    }

    [Fact]
    public void Json_has_weights_and_verdict_and_no_save_keeps_nothing()
    {
        JsonElement json = Ensemble(_first, _second, "--no-save", "--json").Json;

        Assert.Equal("greedy", json.GetProperty("method").GetString());
        Assert.Equal(5, json.GetProperty("folds").GetInt32());
        Assert.Equal(1, json.GetProperty("members").EnumerateArray().Sum(member => member.GetProperty("weight").GetDouble()), 1e-9);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("runId").ValueKind);
        Assert.Equal(3, _project.Project.Runs.List().Count);
    }

    [Fact]
    public void One_model_that_holds_all_weight_is_kept_alone()
    {
        string bad = _project.Run("bad", [.. Enumerable.Range(0, 30)]);

        Assert.Contains($"no gain, keep the single model: {_first}", Ensemble(_first, bad).Out.ReplaceLineEndings(" "));
    }

    [Fact]
    public void A_stack_without_gain_is_dropped_and_that_is_said()
    {
        string same = _project.Run("same", [0, 1, 2, 3, 4, 5]);

        Assert.Contains("the stack is dropped: accuracy 0.9 against 0.9", Ensemble(_first, same, "--method", "stack").Out.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Other_splits_end_with_5_and_so_do_weights_that_would_be_scored_on_their_own_rows()
    {
        string other = _project.Run("other", [1], "aaaabbbbccccdddd");

        CommandRun split = Ensemble(_first, other);
        CommandRun rows = Ensemble(_first, _second, "--folds", "1");

        Assert.Equal((5, 5), (split.ExitCode, rows.ExitCode));
        Assert.Contains("split aaaabbbbcccc", split.Error);
        Assert.Contains("the same 60 items for both", rows.Error);
    }

    [Fact]
    public void Wrong_usage_ends_with_2_and_says_what_was_typed()
    {
        CommandRun one = Ensemble(_first);
        CommandRun method = Ensemble(_first, _second, "--method", "gredy");
        CommandRun rank = Ensemble(_first, _second, "--method", "rank");

        Assert.Equal((2, 2, 2), (one.ExitCode, method.ExitCode, rank.ExitCode));
        Assert.Contains($"1: {_first}", one.Error);
        Assert.Contains("did you mean greedy?", method.Error);
        Assert.Contains("metric accuracy", rank.Error);
    }
}

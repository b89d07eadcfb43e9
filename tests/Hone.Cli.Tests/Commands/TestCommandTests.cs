using System.Text.Json;
using Hone.Method;

namespace Hone.Cli.Tests;

public sealed class TestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;
    private readonly FrozenSplit _split;
    private readonly string[] _testIds;

    public TestCommandTests()
    {
        _project = Project.Create(
            _folder["p"], new Charter { Question = "How many?", Target = "y", Metric = "rmse" }, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7 });
        string[] ids = [.. Enumerable.Range(0, 60).Select(item => $"item {item}")];
        Split split = Method.Split.Random(new SplitData { Ids = ids }, new() { Fractions = new() { Valid = 0.2, Test = 0.2 }, Seed = 1 });
        _split = _project.Splits.Freeze(split, "v1", "data");
        _testIds = [.. split.TestIndices.Select(index => ids[index])];
        _project.Vault.Seal(_split, _testIds, [.. _testIds.Select((_, item) => (double)item)]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_scored_once_with_its_number_its_gap_and_its_split()
    {
        string run = Run(error: 2, validScore: 1.5);

        CommandRun first = Test(run, "--reason", "final");
        CommandRun second = Test(run[^4..], "--reason", "again");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("2.0000 [2.0000, 2.0000], n = 12", first.Out);
        Assert.Contains("1.5000; the test score is worse by 0.5000", first.Out);
        Assert.Contains("no. 1 of 3", first.Out);
        Assert.Contains($"v1 ({_split.Fingerprint[..12]})", first.Out);
        Assert.Contains("the validation score lies on the good side", first.Out);
        Assert.DoesNotContain("stored result", first.Out);
        Assert.Matches(@"this is the stored result of \d{4}-\d\d-\d\d", second.Out);
        Assert.Contains("final", second.Out);
        PlainText.Assert(first.Out);
        PlainText.Assert(second.Out);
    }

    [Fact]
    public void Json_has_the_same_numbers()
    {
        Run(error: 2, validScore: 1.5);

        JsonElement json = Test("latest", "--reason", "final", "--json").Json;

        Assert.Equal("rmse", json.GetProperty("metric").GetString());
        Assert.Equal(2, json.GetProperty("score").GetDouble(), 6);
        Assert.Equal(12, json.GetProperty("n").GetInt32());
        Assert.Equal((1, 3), (json.GetProperty("openingNumber").GetInt32(), json.GetProperty("budget").GetInt32()));
        Assert.Equal(0.5, json.GetProperty("gap").GetDouble(), 6);
        Assert.Equal(_split.Fingerprint, json.GetProperty("splitFingerprint").GetString());
        Assert.False(json.GetProperty("repeated").GetBoolean());
        Assert.True(Test("latest", "--reason", "final", "--json").Json.GetProperty("repeated").GetBoolean());
    }

    [Fact]
    public void The_fourth_run_ends_with_5_unless_its_reason_goes_beyond_the_budget()
    {
        foreach (double error in new[] { 1.0, 2.0, 3.0 })
        {
            Assert.Equal(0, Test(Run(error, 1), "--reason", "final").ExitCode);
        }

        string fourth = Run(0.5, 1);
        CommandRun refused = Test(fourth, "--reason", "one more");
        CommandRun over = Test(fourth, "--reason", "the reviewers asked", "--over-budget");
        CommandRun report = CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, "report", "--blog", "--out", _folder["report.md"]);

        Assert.Equal((5, 0, 0), (refused.ExitCode, over.ExitCode, report.ExitCode));
        Assert.Contains("at most 3 openings", refused.Error.ReplaceLineEndings(" "));
        Assert.Contains("--over-budget", refused.Error);
        Assert.Contains("no. 4 of 3, beyond the budget", over.Out);
        string page = File.ReadAllText(_folder["report.md"]);
        Assert.Contains("| rmse | 0.5000 | 0.5000 to 0.5000 | 12 | 4, beyond the budget | the reviewers asked | 1.0000 | -0.5000 |", page);
        Assert.Contains("The vault was opened 4 times. Only the first number was not chosen by looking at the test part. 1 of them went beyond the budget of 3.", page);
    }

    [Fact]
    public void Wrong_usage_and_missing_predictions_say_what_to_do()
    {
        string run = Run(error: null, validScore: 1);

        CommandRun none = Test(run);
        CommandRun empty = Test(run, "--reason", " ");
        CommandRun unknown = Test("zzzz", "--reason", "final");
        CommandRun missing = Test(run, "--reason", "final");
        CommandRun ignored = Test(run, "--reason", "final", "--ignore-class", "300");

        Assert.Equal((2, 2, 2, 3, 2), (none.ExitCode, empty.ExitCode, unknown.ExitCode, missing.ExitCode, ignored.ExitCode));
        Assert.Contains("--reason", none.Error);
        Assert.Contains("'zzzz', which fits none of 1 runs", unknown.Error.ReplaceLineEndings(" "));
        Assert.Contains("hone train RECIPE.cs", missing.Error.ReplaceLineEndings(" "));
        Assert.Contains("'300'", ignored.Error);
        Assert.Empty(_project.Vault.Openings);
    }

    [Fact]
    public void An_edited_ledger_and_a_damaged_label_file_are_named()
    {
        string run = Run(error: 2, validScore: 1);
        Test(run, "--reason", "final");
        string ledger = _folder["p/vault/ledger.jsonl"];
        string text = File.ReadAllText(ledger);
        File.WriteAllText(ledger, text.Replace("\"score\":2", "\"score\":1", StringComparison.Ordinal));
        CommandRun edited = Test(Run(error: 3, validScore: 1), "--reason", "final");
        File.WriteAllText(ledger, text);
        File.WriteAllBytes(_folder["p/vault/labels.bin"], [1, 2, 3]);
        CommandRun damaged = Test("latest", "--reason", "final");

        Assert.Equal((5, 3), (edited.ExitCode, damaged.ExitCode));
        Assert.Contains("line 2 (the first broken link)", edited.Error.ReplaceLineEndings(" ").Replace("         ", "", StringComparison.Ordinal));
        Assert.Contains("3 bytes", damaged.Error);
    }

    private CommandRun Test(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder["p"] }, ["test", .. args]);

    private string Run(double? error, double validScore)
    {
        using RunWriter run = _project.Runs.Create(new RunPlan { Name = "net", Split = new RunSplit("v1", _split.Fingerprint) });
        if (error is double off)
        {
            new UnlabelledPredictions(_testIds, [.. _testIds.Select((_, item) => (float)(item + off))]).Save(run);
        }

        run.Complete(new Dictionary<string, MetricSummary> { ["valid/rmse"] = new() { Last = validScore, Best = validScore, N = 12 } });
        return run.Id;
    }
}

namespace Hone.Method.Tests;

/// <summary>Freeze, fingerprint and vault work with every strategy.</summary>
public sealed class SplitStoreOfEveryStrategyTests
{
    public static TheoryData<SplitStrategy, int> Strategies() => new()
    {
        { SplitStrategy.Random, 0 },
        { SplitStrategy.Random, 4 },
        { SplitStrategy.Stratified, 4 },
        { SplitStrategy.GivenTest, 4 },
        { SplitStrategy.Group, 0 },
        { SplitStrategy.Group, 4 },
        { SplitStrategy.StratifiedGroup, 4 },
        { SplitStrategy.Time, 0 },
        { SplitStrategy.Time, 4 },
        { SplitStrategy.GroupTime, 0 },
        { SplitStrategy.GroupTime, 4 },
        { SplitStrategy.Backtest, 4 },
        { SplitStrategy.Predefined, 0 },
        { SplitStrategy.Hash, 0 },
        { SplitStrategy.Hash, 4 },
    };

    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_split_of_any_strategy_is_made_frozen_read_back_sealed_and_opened(SplitStrategy strategy, int folds)
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        Split split = Make(strategy, folds);
        Assert.Equal(strategy, split.Strategy);

        project.Splits.SaveDraft(split, "v1", Samples.DataHash);
        Assert.Equal((0, 1), (project.Splits.Names.Count, project.Splits.Drafts.Count));
        FrozenSplit frozen = project.Splits.Freeze("v1", Samples.DataHash);
        Split read = Project.Open(folder["p"]).Splits.Open("v1").Split;

        Assert.Equal(split.Parts, read.Parts);
        Assert.Equal(split.Folds, read.Folds);
        Assert.Equal(split.Options, read.Options);
        Assert.Equal(split.Groups, read.Groups);
        Assert.Equal(split.Windows, read.Windows);
        Assert.Equal(SplitFingerprint.Of(split, Samples.DataHash), frozen.Fingerprint);
        if (folds > 0)
        {
            Assert.Equal(split.GetFolds().Select(fold => string.Join(",", fold.TrainIndices)), read.GetFolds().Select(fold => string.Join(",", fold.TrainIndices)));
        }

        string[] ids = Samples.TestIds(read);
        Assert.NotEmpty(ids);
        project.Vault.Seal(frozen, ids, ids.Select(_ => 1.0).ToArray());
        var predictions = new TestPredictions { Ids = ids, Values = ids.Select(_ => 1.0).ToArray() };
        Assert.Equal(1.0, project.Vault.Open("run-a", "final", VaultMetric.Accuracy, predictions).Score);
    }

    [Fact]
    public void A_draft_can_be_made_again_is_not_used_by_runs_and_is_frozen_on_its_own_data_only()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        project.Splits.SaveDraft(Make(SplitStrategy.Random, 0), "v1", Samples.DataHash);
        project.Splits.SaveDraft(Make(SplitStrategy.Group, 4), "v1", Samples.DataHash);

        SplitException draft = Assert.Throws<SplitException>(() => project.Splits.Open("v1"));
        SplitChangedException changed = Assert.Throws<SplitChangedException>(() => project.Splits.Freeze("v1", "other-data-hash"));
        project.Splits.Freeze("v1", Samples.DataHash);
        SplitException frozen = Assert.Throws<SplitException>(() => project.Splits.SaveDraft(Make(SplitStrategy.Random, 0), "v1", Samples.DataHash));

        Assert.Contains("hone split freeze v1", draft.Try, StringComparison.Ordinal);
        Assert.Contains("other-data-h", changed.Got, StringComparison.Ordinal);
        Assert.Contains("frozen on 2026-11-21", frozen.Got, StringComparison.Ordinal);
        Assert.Equal(SplitStrategy.Group, project.Splits.Open("v1").Split.Strategy);
    }

    [Fact]
    public void An_edited_time_or_fold_changes_the_fingerprint()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        project.Splits.Freeze(Make(SplitStrategy.Backtest, 4), "v1", Samples.DataHash);
        string path = folder["p/splits/v1/split.csv"];
        string[] lines = File.ReadAllLines(path);
        Assert.Equal("id,split,fold,time", lines[0]);
        lines[50] = lines[50].Replace("2025-", "2024-", StringComparison.Ordinal);
        File.WriteAllLines(path, lines);

        Assert.Throws<SplitChangedException>(() => project.Splits.Open("v1"));
        lines[50] = "id 49,train,x,2025-01-01";
        File.WriteAllLines(path, lines);
        Assert.Contains("row 51", Assert.Throws<StorageException>(() => project.Splits.Open("v1")).Message, StringComparison.Ordinal);
    }

    private static Split Make(SplitStrategy strategy, int folds)
    {
        const int Count = 160;
        var data = new SplitData
        {
            Ids = Enumerable.Range(0, Count).Select(i => $"id {i}").ToArray(),
            Classes = Enumerable.Range(0, Count).Select(i => i % 3 == 0 ? "a" : "b").ToArray(),
            Groups = Enumerable.Range(0, Count).Select(i => $"g{i % 20}").ToArray(),
            Times = Enumerable.Range(0, Count).Select(i => (DateTime?)new DateTime(2025, 1, 1).AddHours(5 * i)).ToArray(),
        };
        var options = new SplitOptions { Fractions = new() { Valid = 0.2, Test = 0.2 }, Folds = folds, Seed = 11, Reason = "because" };
        return strategy switch
        {
            SplitStrategy.Random => Split.Random(data, options),
            SplitStrategy.Stratified => Split.Stratified(data, options),
            SplitStrategy.GivenTest => Split.GivenTest(data, [3, 4, 5, 6], options),
            SplitStrategy.Group => Split.Group(data, options),
            SplitStrategy.StratifiedGroup => Split.StratifiedGroup(data, options),
            SplitStrategy.Time => Split.Time(data, options with { Gap = TimeSpan.FromHours(36) }),
            SplitStrategy.GroupTime => Split.GroupTime(data, options),
            SplitStrategy.Backtest => Split.Backtest(data, new() { Origins = folds, Gap = TimeSpan.FromDays(1), Test = 0.2, Window = BacktestWindow.Sliding }),
            SplitStrategy.Predefined => Split.Predefined(data, Enumerable.Range(0, Count).Select(i => (Part)(i % 3)).ToArray(), options: options),
            _ => Split.Hash(data, options),
        };
    }
}

namespace Hone.Method.Tests.Ensembles;

public sealed class OutOfFoldTests : IDisposable
{
    private static readonly ScoreMetric Accuracy = ScoreMetric.Named("accuracy");

    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;
    private readonly FrozenSplit _split;
    private readonly OutOfFoldStore _store;

    public OutOfFoldTests()
    {
        _project = CombineSamples.Project(_folder["p"]);
        _split = _project.Splits.Freeze(Samples.Split(40, 40), "v1", Samples.DataHash);
        _store = OutOfFoldStore.Of(_project);
    }

    public void Dispose() => _folder.Dispose();

    // Items 10 k to 10 k + 9; the first of each fold is wrong.
    private static RunPredictions Fold(int fold)
    {
        RunPredictions all = CombineSamples.Classes(30, [0, 10, 20]);
        int start = 10 * fold;
        return new RunPredictions([.. all.Ids.Skip(start).Take(10)], [.. all.Targets.Skip(start).Take(10)], all.Outputs.Slice(2 * start, 20).ToArray());
    }

    private void Save(int fold, float test) =>
        _store.SaveFold("net", _split, 3, fold, $"run {fold}", Fold(fold), new UnlabelledPredictions(["t0", "t1"], [test, 1 - test, 1 - test, test]));

    [Fact]
    public void Folds_become_one_set_with_a_score_over_all_items()
    {
        Save(2, 0.9f);
        Save(0, 0.6f);
        Save(1, 0.6f);

        OutOfFoldSet set = _store.Open("net");

        Assert.True(set.IsComplete);
        Assert.Equal(30, set.Predictions().Ids.Count);
        Assert.Equal(["run 0", "run 1", "run 2"], set.RunIds);
        OutOfFoldScore score = set.Score(Accuracy);
        Assert.Equal(0.9, score.Score!.Value, 1e-12);
        Assert.Equal(0, score.StandardDeviation!.Value, 1e-12);
        Assert.Contains("0.9 [", score.ToString());
    }

    [Fact]
    public void A_missing_fold_marks_the_set_and_no_mean_is_given()
    {
        Save(0, 0.9f);
        Save(2, 0.9f);

        OutOfFoldSet set = _store.Open("net");
        OutOfFoldScore score = set.Score(Accuracy);

        Assert.False(set.IsComplete);
        Assert.Equal([1], set.MissingFolds);
        Assert.Null(score.Score);
        Assert.Equal("incomplete: 2 of 3 folds, missing fold 1; no mean", score.ToString());
        Assert.Equal(2, score.Folds.Count);
        foreach (Action use in new Action[] { () => set.Predictions(), () => set.FoldEnsemble(), () => set.ToMember() })
        {
            var error = Assert.Throws<EnsembleException>(use);
            Assert.Equal(ExitCode.Refused, error.ExitCode);
            Assert.Contains("2 of 3: missing fold 1", error.Message);
        }
    }

    [Fact]
    public void The_fold_ensemble_is_the_mean_over_the_folds()
    {
        Save(0, 0.9f);
        Save(1, 0.6f);
        Save(2, 0.6f);

        Assert.Equal([0.7f, 0.3f, 0.3f, 0.7f], _store.Open("net").FoldEnsemble().Outputs.ToArray().Select(value => MathF.Round(value, 5)));
    }

    [Fact]
    public void A_fold_without_test_predictions_has_no_fold_ensemble()
    {
        Save(0, 0.9f);
        Save(1, 0.9f);
        _store.SaveFold("net", _split, 3, 2, "run 2", Fold(2));

        Assert.Contains("none of fold 2", Assert.Throws<EnsembleException>(() => _store.Open("net").FoldEnsemble()).Message);
    }

    [Fact]
    public void An_item_in_two_folds_is_refused()
    {
        Save(0, 0.9f);

        var error = Assert.Throws<EnsembleException>(() => _store.SaveFold("net", _split, 3, 1, "run 1", Fold(0)));

        Assert.Contains("10 items of fold 0 (item 0, item 1, item 2)", error.Message);
        Assert.Equal([1, 2], _store.Open("net").MissingFolds);
    }

    [Fact]
    public void Folds_of_another_split_do_not_mix()
    {
        Save(0, 0.9f);
        FrozenSplit other = _project.Splits.Freeze(Samples.Split(50, 50), "v2", Samples.DataHash);

        var error = Assert.Throws<EnsembleException>(() => _store.SaveFold("net", other, 3, 1, "run 1", Fold(1)));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("split 'v2'", error.Message);
    }

    [Fact]
    public void Unknown_recipes_and_folds_and_names_are_wrong_usage()
    {
        Save(0, 0.9f);

        Assert.Contains("there are 1: net", Assert.Throws<EnsembleException>(() => _store.Open("ent")).Message);
        Assert.Contains("fold 3 of 3", Assert.Throws<EnsembleException>(() => _store.SaveFold("net", _split, 3, 3, "r", Fold(0))).Message);
        Assert.Contains("'a/b'", Assert.Throws<EnsembleException>(() => _store.SaveFold("a/b", _split, 3, 0, "r", Fold(0))).Message);
    }

    [Fact]
    public void A_recipe_is_a_member_with_its_own_folds()
    {
        Save(0, 0.9f);
        Save(1, 0.9f);
        Save(2, 0.9f);
        string run = CombineSamples.Run(_project, "run", CombineSamples.Classes(30, [4, 5]), _split.Fingerprint);

        EnsembleMembers members = EnsembleMembers.Load(_project, ["net", run]);
        BlendResult result = Ensemble.Blend(members, Accuracy);

        Assert.Equal(3, result.Folds);
        Assert.Equal(["net", run], result.Members.Select(member => member.Name));
    }

    [Fact]
    public void A_damaged_file_is_named_with_its_row()
    {
        Save(0, 0.9f);
        string path = Path.Combine(_project.Directory, "oof", "net", "test-0.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("0.9", "x", StringComparison.Ordinal));

        var error = Assert.Throws<RunException>(() => _store.Open("net"));

        Assert.Contains("'x'", error.Message);
        Assert.Contains("test-0.csv, row 2", error.Message);
    }
}

namespace Hone.Method.Tests.Ensembles;

public sealed class CrossValidationTests : IDisposable
{
    private const int Items = 30;

    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;
    private readonly FrozenSplit _split;
    private readonly CrossValidationFold[] _folds;

    public CrossValidationTests()
    {
        _project = CombineSamples.Project(_folder["p"]);
        var data = new SplitData { Ids = [.. Enumerable.Range(0, Items).Select(item => $"item {item}")] };
        _split = _project.Splits.Freeze(Split.Random(data, new() { Fractions = new() { Valid = 0.2, Test = 0 } }), "v1", Samples.DataHash);
        _folds = [.. Enumerable.Range(0, 3).Select(fold => new CrossValidationFold(
            fold,
            [.. Enumerable.Range(0, Items).Where(item => item % 3 != fold)],
            [.. Enumerable.Range(0, Items).Where(item => item % 3 == fold)]))];
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FoldPredictions Predict(CrossValidationFold fold)
    {
        RunPredictions all = CombineSamples.Classes(Items, [4, 7]);
        return new FoldPredictions(
            new RunPredictions(
                [.. fold.Valid.Select(item => _split.Split.Ids[item])],
                [.. fold.Valid.Select(item => all.Targets[item])],
                [.. fold.Valid.SelectMany(item => all.OutputsOf(item).ToArray())]),
            new UnlabelledPredictions(["t"], [0.25f, 0.75f]));
    }

    [Fact]
    public void Each_fold_is_a_run_and_the_score_is_over_all_items()
    {
        OutOfFoldScore score = CrossValidation.Run(_project, _split, "net", _folds, (fold, _, _) => Predict(fold), cancellationToken: Token);

        Assert.Equal(28.0 / 30, score.Score!.Value, 1e-12);
        Assert.Equal([0, 1, 2], score.Folds.Select(fold => fold.Fold));
        Assert.Equal(3, _project.Runs.List().Count(run => run.Record!.Tags.Contains(CrossValidation.Tag) && run.Status == RunStatus.Completed));
        Assert.Equal([0.25f, 0.75f], OutOfFoldStore.Of(_project).Open("net").FoldEnsemble().Outputs.ToArray());
    }

    [Fact]
    public void A_failed_fold_keeps_the_rest_and_prints_no_mean_and_can_be_trained_again()
    {
        var trained = new List<int>();
        FoldPredictions Fail(CrossValidationFold fold, RunWriter run, CancellationToken token)
        {
            trained.Add(fold.Number);
            return fold.Number == 1 ? throw new InvalidOperationException("out of memory in fold 1") : Predict(fold);
        }

        OutOfFoldScore broken = CrossValidation.Run(_project, _split, "net", _folds, Fail, cancellationToken: Token);
        OutOfFoldScore whole = CrossValidation.Run(
            _project,
            _split,
            "net",
            _folds,
            (fold, _, _) =>
            {
                trained.Add(fold.Number);
                return Predict(fold);
            },
            cancellationToken: Token);

        Assert.Equal("incomplete: 2 of 3 folds, missing fold 1; no mean", broken.ToString());
        Assert.Contains(_project.Runs.List(), run => run.Status == RunStatus.Failed && run.Problem == "out of memory in fold 1");
        Assert.True(whole.IsComplete);
        Assert.Equal([0, 1, 2, 1], trained);
    }

    [Fact]
    public void A_fold_that_predicts_other_items_fails()
    {
        OutOfFoldScore score = CrossValidation.Run(_project, _split, "net", _folds, (fold, _, _) => Predict(_folds[0]), cancellationToken: Token);

        Assert.Equal([1, 2], score.MissingFolds);
        Assert.Contains(_project.Runs.List(), run => run.Problem?.Contains("predictions for the 10 items of fold 1", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Canceling_keeps_the_folds_before()
    {
        using var source = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => CrossValidation.Run(
            _project,
            _split,
            "net",
            _folds,
            (fold, _, token) =>
            {
                if (fold.Number == 1)
                {
                    source.Cancel();
                    token.ThrowIfCancellationRequested();
                }

                return Predict(fold);
            },
            cancellationToken: source.Token));
        Assert.Equal([1, 2], OutOfFoldStore.Of(_project).Open("net").MissingFolds);
        Assert.Contains(_project.Runs.List(), run => run.Status == RunStatus.Stopped);
    }

    [Fact]
    public void Folds_that_overlap_are_wrong_usage()
    {
        CrossValidationFold leaky = _folds[1] with { Train = [.. _folds[1].Train, .. _folds[1].Valid.Take(2)] };

        var error = Assert.Throws<EnsembleException>(() => CrossValidation.Run(_project, _split, "net", [_folds[0], leaky, _folds[2]], (fold, _, _) => Predict(fold), cancellationToken: Token));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("2 items learned from and predicted in one fold", error.Message);
        Assert.Contains("10 items predicted twice", Assert.Throws<EnsembleException>(() =>
            CrossValidation.Run(_project, _split, "net", [_folds[0], _folds[0] with { Number = 1 }], (fold, _, _) => Predict(fold), cancellationToken: Token)).Message);
    }
}

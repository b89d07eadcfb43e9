namespace Hone.Method;

/// <summary>The out-of-fold predictions of one recipe as they are on disk. A set with a missing fold is marked and gives no mean.</summary>
public sealed class OutOfFoldSet
{
    private readonly OutOfFoldFile _file;
    private readonly RunPredictions[] _folds;
    private readonly UnlabelledPredictions?[] _tests;

    internal OutOfFoldSet(OutOfFoldFile file, RunPredictions[] folds, UnlabelledPredictions?[] tests)
    {
        _file = file;
        _folds = folds;
        _tests = tests;
    }

    /// <summary>The name of the recipe.</summary>
    public string Recipe => _file.Recipe;

    /// <summary>The fingerprint of the split.</summary>
    public string SplitFingerprint => _file.SplitFingerprint;

    /// <summary>How many folds there should be.</summary>
    public int FoldCount => _file.FoldCount;

    /// <summary>The folds that are not there, because their run failed or has not been made.</summary>
    public IReadOnlyList<int> MissingFolds => [.. Enumerable.Range(0, FoldCount).Except(_file.Parts.Select(part => part.Fold))];

    /// <summary>Whether every fold is there.</summary>
    public bool IsComplete => MissingFolds.Count == 0;

    /// <summary>The runs of the folds that are there, in the order of the folds.</summary>
    public IReadOnlyList<string> RunIds => [.. _file.Parts.Select(part => part.RunId)];

    /// <summary>The predictions for all items, fold after fold, each made by the model that has not seen it.</summary>
    /// <exception cref="EnsembleException">A fold is missing: the message has its number.</exception>
    public RunPredictions Predictions()
    {
        RequireComplete("the out-of-fold predictions");
        return new RunPredictions(
            [.. _folds.SelectMany(fold => fold.Ids)],
            [.. _folds.SelectMany(fold => fold.Targets)],
            [.. _folds.SelectMany(fold => fold.Outputs.ToArray())]);
    }

    /// <summary>The fold of each item in the order of <see cref="Predictions"/>.</summary>
    public IReadOnlyList<int> Folds => [.. _file.Parts.SelectMany(part => Enumerable.Repeat(part.Fold, part.N))];

    /// <summary>The score of each fold that is there, and over all items together where no fold is missing.</summary>
    /// <param name="metric">The metric.</param>
    /// <exception cref="MetricException">The metric cannot be computed from these predictions.</exception>
    public OutOfFoldScore Score(ScoreMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        FoldScore[] folds = [.. _file.Parts.Select((part, i) => new FoldScore(part.Fold, part.RunId, metric.Score(_folds[i]), part.N))];
        if (!IsComplete)
        {
            return new OutOfFoldScore(folds, MissingFolds, null, null, null);
        }

        (double score, Interval interval) = MetricBootstrap.Score(metric, Predictions());
        return new OutOfFoldScore(folds, [], score, interval, SeedSpread.Of([.. folds.Select(fold => fold.Score)]).StandardDeviation);
    }

    /// <summary>The fold ensemble: the mean of what the models of all folds say about the test items. The honest number beside it is the out-of-fold <see cref="Score"/>.</summary>
    /// <exception cref="EnsembleException">A fold is missing, has no test predictions, or predicted other items.</exception>
    public UnlabelledPredictions FoldEnsemble()
    {
        RequireComplete("a fold ensemble");
        int without = Array.FindIndex(_tests, test => test is null);
        if (without >= 0)
        {
            throw new EnsembleException(
                ExitCode.BadInput, $"test predictions of all {FoldCount} folds", $"none of fold {without}", $"recipe '{Recipe}'", "predict the test items with the model of that fold");
        }

        return BlendArithmetic.Mean([.. _tests.Select((test, fold) => ($"fold {fold} of recipe '{Recipe}'", test!))]);
    }

    /// <summary>This set as a member of an ensemble.</summary>
    /// <exception cref="EnsembleException">A fold is missing.</exception>
    public EnsembleMember ToMember() => new()
    {
        Name = Recipe,
        Predictions = Predictions(),
        Folds = Folds,
        RunIds = RunIds,
        Test = _tests.All(test => test is not null) ? FoldEnsemble() : null,
    };

    private void RequireComplete(string what)
    {
        if (!IsComplete)
        {
            throw new EnsembleException(
                ExitCode.Refused,
                $"all {FoldCount} folds for {what}",
                $"{_folds.Length} of {FoldCount}: missing {string.Join(", ", MissingFolds.Select(fold => $"fold {fold}"))}",
                $"recipe '{Recipe}', which is incomplete",
                "train the missing folds; the others are kept");
        }
    }
}

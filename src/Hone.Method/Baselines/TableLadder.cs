using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The ladder of a table: zeros, constant, group mean, one feature, weighted sum, forest, net.</summary>
public sealed class TableLadder : LadderTask
{
    private readonly TableFeatures _features;
    private readonly LadderTargets _targets;
    private readonly string _metric;

    // Part of what a rung is: a rung without a column is another one than the same rung with it.
    private readonly string _without;

    private TableLadder(string metric, LadderTargets targets, TableFeatures features, string[] validIds, IReadOnlyList<string> dropped)
        : base(validIds, targets.Valid)
    {
        _without = dropped.Count == 0 ? "" : $", without {string.Join(", ", dropped)}";
        _metric = metric;
        _targets = targets;
        _features = features;
        ClassNames = targets.ClassNames;
        Dropped = dropped;
        Notes = dropped.Count == 0 ? features.Notes : [.. features.Notes, $"left out because you say so: {string.Join(", ", dropped)}"];
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Table;

    /// <inheritdoc/>
    public override IReadOnlyList<LadderRung> Rungs =>
    [
        .. _targets.TrivialRungs(_metric),
        new("group mean", $"the mean of two groups, by the best cut of one feature{_without}", false, (_, _) => OneFeature(1)),
        new("one feature", $"a tree of depth 2 on the best single feature{_without}", false, (_, _) => OneFeature(2)),
        new(_targets.IsOfClasses ? "logistic regression" : "linear regression", $"a weighted sum of the standardized features{_without}", false, (_, cancellationToken) => Linear(cancellationToken)),
        new("random forest", $"{ForestModel.Trees} trees on the features as they are{_without}", false, (seed, cancellationToken) => ForestModel.Predict(_targets, _features, seed, cancellationToken)),
        new("fully connected net", $"two layers of 128 and 64 units on the standardized features{_without}", false, Net),
    ];

    /// <summary>Makes the task.</summary>
    /// <param name="frame">The table.</param>
    /// <param name="target">The target column.</param>
    /// <param name="metric">The metric of the project; says whether the target is a class or a value.</param>
    /// <param name="rows">The training and validation rows of the table.</param>
    /// <param name="leftOut">Columns that are no features, such as the id.</param>
    /// <param name="dropped">Columns that the person leaves out, because they tell the target; named beside every rung.</param>
    /// <exception cref="BaselineException">There is no such column, or a target is missing or no number; the message has the row.</exception>
    /// <exception cref="MetricException">The metric is unknown.</exception>
    public static TableLadder Of(
        Frame frame, string target, string metric, LadderRows rows, IReadOnlyList<string>? leftOut = null, IReadOnlyList<string>? dropped = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(rows);
        string[] without = [.. (dropped ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        RequireColumns(frame, target, without);
        LadderTargets targets = TargetsOf(frame, target, metric, rows);
        var features = new TableFeatures(frame, [target, .. leftOut ?? [], .. without], rows.Train, rows.Valid);
        return new TableLadder(metric, targets, features, [.. rows.ValidIds], without);
    }

    internal static void RequireColumns(Frame frame, string target, IReadOnlyList<string> dropped)
    {
        string[] strangers = [.. dropped.Where(column => !frame.Contains(column) || column == target)];
        if (strangers.Length > 0)
        {
            throw new BaselineException(
                ExitCode.Usage,
                $"columns of the table beside the target '{target}': {string.Join(", ", frame.Names.Where(name => name != target).Take(20))}",
                string.Join(", ", strangers.Select(column => $"'{column}'")),
                "--drop",
                "look at the spelling and the case: hone data describe lists the columns");
        }
    }

    internal static LadderTargets TargetsOf(Frame frame, string target, string metric, LadderRows rows)
    {
        if (!frame.Contains(target))
        {
            throw new BaselineException(
                ExitCode.BadInput, $"the target of the project, a column '{target}'", $"the columns {string.Join(", ", frame.Names.Take(12))}", "the table", "correct the target in hone.json, or name the right file");
        }

        FrameColumn column = frame[target];
        return ScoreMetric.Named(metric).IsOfClasses
            ? LadderTargets.Classes(FrameNumbers.Labels(column, rows.Train), FrameNumbers.Labels(column, rows.Valid))
            : LadderTargets.Values(FrameNumbers.Target(column, rows.Train), FrameNumbers.Target(column, rows.Valid));
    }

    /// <summary>The tree of a depth on the single feature that fits the training part best: by log loss for classes, by squared error for values.</summary>
    private RungPredictions OneFeature(int depth)
    {
        if (_features.Names.Count == 0)
        {
            throw new BaselineException(ExitCode.NotChecked, "at least one feature beside the target", "0 features", "the columns of the table", "look at the notes of the ladder");
        }

        var options = new DecisionTreeOptions { MaxDepth = depth, MinSamplesLeaf = Math.Max(1, _targets.Train.Length / 200) };
        double best = double.PositiveInfinity;
        float[] outputs = [];
        for (int column = 0; column < _features.Names.Count; column++)
        {
            TreeData train = TreeData.FromColumns([_features.TrainColumns[column]]);
            TreeData valid = TreeData.FromColumns([_features.ValidColumns[column]]);
            (double loss, double[] said) = FitTree(train, valid, options);
            if (loss < best)
            {
                best = loss;
                outputs = Array.ConvertAll(said, value => (float)value);
            }
        }

        return new RungPredictions(outputs);
    }

    private (double Loss, double[] Valid) FitTree(TreeData train, TreeData valid, DecisionTreeOptions options)
    {
        if (!_targets.IsOfClasses)
        {
            DecisionTreeRegressor regressor = DecisionTreeRegressor.Fit(train, _targets.Train, options);
            double[] fitted = regressor.Predict(train);
            return (fitted.Select((value, row) => (value - _targets.Train[row]) * (value - _targets.Train[row])).Average(), regressor.Predict(valid));
        }

        DecisionTreeClassifier classifier = DecisionTreeClassifier.Fit(train, _targets.TrainClasses, options);
        double[] shares = classifier.PredictProbabilities(train);
        double loss = 0;
        for (int row = 0; row < train.Rows; row++)
        {
            loss -= Math.Log(Math.Max(1e-12, shares[(row * classifier.Classes) + (int)_targets.Train[row]])) / train.Rows;
        }

        return (loss, ForestModel.Widen(classifier.PredictProbabilities(valid), classifier.Classes, _targets));
    }

    private RungPredictions Linear(CancellationToken cancellationToken) =>
        RowModels.Linear(_targets, _features.TrainRows, _features.ValidRows, cancellationToken);

    private RungPredictions Net(long seed, CancellationToken cancellationToken) =>
        RowModels.Net(_targets, _features.TrainRows, _features.ValidRows, seed, cancellationToken);
}

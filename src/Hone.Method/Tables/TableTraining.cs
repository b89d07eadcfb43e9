using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Learns a table from nothing: an honest split, a ladder of models from a constant guess to an ensemble, one score with its interval for each.</summary>
/// <remarks>
/// Everything that is learned, also about the columns, comes from the training rows alone. Each model is scored on the validation rows as its file would predict them. The same seed and machine give the
/// same numbers.
/// </remarks>
/// <example><code>
/// TableTrainingResult result = TableTraining.Run(Frame.ReadCsv("adult.csv"), new() { Target = "salary" });
/// Console.WriteLine($"{result.Best.Name} {result.Best.Score:0.0000} {result.Best.Interval}");
/// result.Predictor.Save("adult.hone");
/// </code></example>
public static class TableTraining
{
    private const string ConstantName = "constant guess";
    private const string FeatureName = "one feature";
    private const string ForestName = "random forest";
    private const string BoostingName = "boosting";
    private const string NetName = "net";
    private const int Rungs = 7;

    /// <summary>Checks, parts and describes the table, then fits rung after rung.</summary>
    /// <param name="table">The table; its target column may lack values, the other columns too.</param>
    /// <param name="options">What to predict, and how.</param>
    /// <param name="observer">Told what happens; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work at the next tree or batch.</param>
    /// <returns>The rungs with their scores, and the best of them ready to predict.</returns>
    /// <exception cref="HoneDataException">
    /// A column does not exist; the target is missing, constant, or text where a number was asked for; there are too few rows, or no column to learn from. The message names column, row and value.
    /// </exception>
    /// <exception cref="TableException">Options contradict each other or the target.</exception>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public static TableTrainingResult Run(Frame table, TableTrainingOptions options, ITableTrainingObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        RequireColumns(table, options);
        var notes = new ObservedNotes(observer);
        (Frame known, TableTask task) = TableTarget.Check(table, options, notes.Report);
        bool isClasses = task == TableTask.Classes;
        TableMetric metric = MetricFor(known, options, isClasses);
        NoteDates(known, options, notes.Report);
        TableRows rows = options.Split == TableSplit.Time
            ? TableSplitting.Time(known, options.ValidFraction, options.Date, notes.Report)
            : TableSplitting.Random(known, options.ValidFraction, options.Seed, isClasses ? options.Target : null, notes.Report);
        rows = WithoutNewClasses(rows, options.Target, isClasses, notes.Report);
        var columns = new TableColumns(rows, options.Drop, options.Target, notes.Report);
        TabularNames names = columns.Names();
        bool canEncode = !isClasses || TableTarget.Levels(columns.Table[options.Target]) == 2;
        IReadOnlyList<string> many = columns.Many(names, canEncode);
        TableCopies.Note(columns.Table, rows, options.Target, notes.Report, cancellationToken);
        notes.Tell();
        cancellationToken.ThrowIfCancellationRequested();

        var tabular = new TabularOptions
        {
            YNames = [options.Target],
            CatNames = names.Categorical,
            ContNames = names.Continuous,
            Dates = columns.Dates,
            Splitter = new IndexSplitter(rows.Train, rows.Valid),
            Target = isClasses ? TabularTarget.Category : TabularTarget.Regression,
            TargetScale = metric == TableMetric.Rmsle ? TargetScale.Log1p : TargetScale.Linear,
            Procs = many.Count == 0 ? [new Categorify(), new FillMissing(), new NormalizeColumns()] : [new TargetEncoding(many, seed: options.Seed), new Categorify(), new FillMissing(), new NormalizeColumns()],
        };
        var data = new TabularData(columns.Table, tabular);
        notes.Add(data.Report);
        RequireTwo(data, metric);
        var description = new TableDescription(columns.Describe(table, names), options.Target, data.Vocab, metric, rows.Words, rows.Train.Length, rows.Valid.Length);
        observer?.Described(description);

        float[] truth = isClasses ? data.Targets(rows.Valid) : columns.Table.Take(rows.Valid).ToMatrix([options.Target]).Columns[0];
        double[] targets = Array.ConvertAll(truth, target => (double)target);
        var ladder = new TrainingLadder(data, columns.Table.Take(rows.Valid).Without(options.Target), targets, metric, Rungs, observer, cancellationToken);
        var models = new TableModels(data, options, observer, cancellationToken);
        foreach (string name in (string[])[ConstantName, FeatureName, isClasses ? "logistic" : "linear", ForestName, BoostingName, NetName])
        {
            ladder.Climb(name, () => Fit(name, models));
        }

        ladder.Join("ensemble", ForestName, BoostingName, NetName);
        TableTrainingResult result = ladder.Result(description, notes.All);
        if (!options.Refit)
        {
            return result;
        }

        var all = new TabularData(columns.Table, tabular with { Splitter = new IndexSplitter([.. Enumerable.Range(0, columns.Table.RowCount)], []) });
        var again = new TableModels(all, options, observer, cancellationToken);
        return ladder.Refit(result, all, name => Fit(name, again).Member);
    }

    private static (TableMember Member, string Detail) Fit(string name, TableModels models) => name switch
    {
        ConstantName => models.Constant(),
        FeatureName => models.OneFeature(),
        ForestName => models.Forest(),
        BoostingName => models.Boosting(),
        NetName => models.Net(),
        _ => models.Linear(),
    };

    private static void RequireColumns(Frame table, TableTrainingOptions options)
    {
        _ = table[options.Target];
        foreach (string name in options.Drop)
        {
            _ = table[name];
        }

        if (options.Drop.Contains(options.Target))
        {
            throw new TableException(ExitCode.Usage, "a target that is not left out", $"{options.Target} among the columns to drop", "the columns", "drop others");
        }

        if (options.Date is { } date)
        {
            _ = table[date];
        }
    }

    private static TableMetric MetricFor(Frame table, TableTrainingOptions options, bool isClasses)
    {
        TableMetric metric = options.Metric ?? (isClasses ? TableMetric.Accuracy : TableMetric.Rmse);
        if (metric is TableMetric.Accuracy or TableMetric.RocAuc != isClasses)
        {
            throw new TableException(ExitCode.Usage, isClasses ? "accuracy or rocAuc for classes" : "rmse, mae or rmsle for numbers", $"{metric} for {options.Target}", "the metric", "choose another metric, or say what the target is: --task");
        }

        if (metric == TableMetric.Rmsle)
        {
            int negative = table.RowCount - table.Filter(row => row.Number(options.Target) >= 0).RowCount;
            if (negative > 0)
            {
                throw new HoneDataException("Targets from 0 on for the logarithmic error.", $"{negative} of {table.RowCount} below", $"column {options.Target}", "score by rmse or mae");
            }
        }

        return metric;
    }

    private static void RequireTwo(TabularData data, TableMetric metric)
    {
        if (metric == TableMetric.RocAuc && data.Vocab.Count != 2)
        {
            throw new TableException(ExitCode.Usage, "two classes for the area under the ROC curve", $"{data.Vocab.Count}: {string.Join(", ", data.Vocab.Take(5))}", "the metric", "score by accuracy");
        }
    }

    /// <summary>Rows of one day know of each other; a random split then tells too good a story.</summary>
    private static void NoteDates(Frame table, TableTrainingOptions options, ProcReport notes)
    {
        FrameColumn? date = table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Date && !options.Drop.Contains(column.Name));
        if (options.Split == TableSplit.Random && date is not null)
        {
            notes.Add(new ProcNote(date.Name, $"dates, and the split is at random: if the future is to be predicted, the scores are too good; split by time with --date {date.Name}", table.RowCount));
        }
    }

    /// <summary>A class that first occurs in the validation part of a split by time cannot have been learned.</summary>
    private static TableRows WithoutNewClasses(TableRows rows, string target, bool isClasses, ProcReport notes)
    {
        if (!isClasses)
        {
            return rows;
        }

        FrameColumn column = rows.Table[target];
        HashSet<string?> known = [.. rows.Train.Select(column.TextAt)];
        int[] kept = [.. rows.Valid.Where(row => known.Contains(column.TextAt(row)))];
        notes.Add(new ProcNote(target, "of a class that no training row has; not scored", rows.Valid.Length - kept.Length, rows.Valid.Select(column.TextAt).FirstOrDefault(text => !known.Contains(text))));
        return rows with { Valid = kept };
    }
}

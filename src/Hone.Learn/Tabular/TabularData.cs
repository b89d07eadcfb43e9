using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A table split and prepared for models: what is learned about the columns comes from the training rows alone. fastai's <c>TabularPandas</c>.</summary>
/// <remarks>
/// The same preparation serves nets (<see cref="DataLoaders"/>), forests (<see cref="ToMatrix(IReadOnlyList{int})"/>) and new rows (<see cref="TestLoader"/>). Labels of the test part are never
/// read. What was out of the ordinary stands in <see cref="Report"/>.
/// </remarks>
/// <example><code>
/// var data = new TabularData(Frame.ReadCsv("adult.csv"), new() { YNames = ["salary"] });
/// Learner learner = TabularLearner.Create(data, new() { Learner = new() { Metrics = [new Accuracy()] } });
/// learner.FitOneCycle(1, 1e-2);
/// </code></example>
public sealed class TabularData
{
    private readonly TabularRows _rows;
    private readonly TabularNames _given;
    private readonly string[] _levels = [];

    /// <summary>Splits the table, learns from the training rows and prepares all rows.</summary>
    /// <param name="frame">The table.</param>
    /// <param name="options">Columns, steps and split.</param>
    /// <exception cref="HoneDataException">
    /// A column does not exist or has two roles, a target is missing or constant, a continuous column holds text or infinite numbers, or the split is unusable; the
    /// message names column and row.
    /// </exception>
    public TabularData(Frame frame, TabularOptions options)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Frame raw = frame;
        frame = TabularPreparation.WithDateParts(raw, options.Dates);
        Frame = frame;
        _given = Roles(frame, options);
        _given.Check(frame);
        Split = options.Splitter.Split([.. Enumerable.Range(0, frame.RowCount).Select(row => row.ToString(CultureInfo.InvariantCulture))]);
        Split.Check(frame.RowCount);
        IsCategory = Judge();
        CheckTargets();
        if (IsCategory)
        {
            _levels = (options.Levels ?? options.Vocab) is { } levels ? [.. levels] : ColumnLevels.Sorted(frame.Take([.. Split.Train])[_given.Targets[0]]);
        }

        Report = new ProcReport();
        (FittedProc[] procs, Frame train) = Fit(frame.Take([.. Split.Train]));
        Preparation = new TabularPreparation(TabularPreparation.ColumnsOf(raw, options.Dates, _given), options.Dates, _given, procs) { FittedRows = [.. Split.Train] };
        _rows = new TabularRows(frame.RowCount, Names);
        _rows.Put(train, Split.Train);
        int[] others = [.. Split.Valid, .. Split.Test];
        _rows.Put(Preparation.Apply(frame.Take(others), Report), others);
    }

    /// <summary>The table: rows and columns in words, dates taken apart as <see cref="TabularOptions.Dates"/> asks for.</summary>
    public Frame Frame { get; }

    /// <summary>Columns, steps and split.</summary>
    public TabularOptions Options { get; }

    /// <summary>Positions of the parts in the table.</summary>
    public DataSplit Split { get; }

    /// <summary>The roles of the columns after preparation, among them those that steps have added, such as <c>age_na</c>.</summary>
    public TabularNames Names => Preparation.Names;

    /// <summary>The steps with what they have learned, in the order in which they run.</summary>
    public IReadOnlyList<FittedProc> Procs => Preparation.Procs;

    /// <summary>What preparation met and dealt with: unseen categories, unexpected gaps, columns that cannot tell anything.</summary>
    public ProcReport Report { get; }

    /// <summary>Whether the target is a category.</summary>
    public bool IsCategory { get; }

    /// <summary>Whether the target is a category with an order.</summary>
    public bool IsOrdinal => Options.Target == TabularTarget.Ordinal;

    /// <summary>What was learned about the columns.</summary>
    internal TabularPreparation Preparation { get; }

    /// <summary>The columns to predict.</summary>
    internal IReadOnlyList<string> TargetNames => _given.Targets;

    /// <summary>Classes of the target by index, in the order of their values; empty for numbers.</summary>
    public IReadOnlyList<string> Vocab => _levels;

    /// <summary>Outputs that a model needs: classes, or numbers to predict.</summary>
    public int Outputs => IsCategory ? _levels.Length : _given.Targets.Count;

    /// <summary>The categories of a categorical column by code, <c>#na#</c> first; fastai's <c>classes</c>.</summary>
    /// <param name="column">A categorical column of <see cref="Names"/>.</param>
    /// <returns>The names.</returns>
    public IReadOnlyList<string> Classes(string column) => Preparation.Classes(column);

    /// <summary>The data block that these loaders come from.</summary>
    /// <returns>A block over positions in the table.</returns>
    public DataBlock<int> ToDataBlock()
    {
        Block<int>[] inputs = [.. Inputs(_rows)];
        return new DataBlock<int>
        {
            Input = inputs[0],
            MoreInputs = inputs[1..],
            Target = Target(),
            Splitter = new IndexSplitter(Split.Train, Split.Valid, Split.Test),
        };
    }

    /// <summary>Loaders for training, validation and test: codes <c>[batch, columns]</c> and numbers <c>[batch, columns]</c>, each if there are such columns.</summary>
    /// <param name="options">Sizes and seed; null stands for batches of 64 that are prepared on the calling thread, as in fastai.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">A label of the validation part is not among those of the training part.</exception>
    public DataLoaders DataLoaders(DataLoaderOptions? options = null) =>
        ToDataBlock().DataLoaders([.. Enumerable.Range(0, Frame.RowCount)], options ?? new DataLoaderOptions { Workers = 0 });

    /// <summary>A loader for new rows without labels, prepared as the validation rows are; fastai's <c>test_dl</c>.</summary>
    /// <param name="loaders">The loaders of the training data.</param>
    /// <param name="rows">The new rows; columns that are not needed do not matter.</param>
    /// <param name="report">Takes unseen categories and unexpected gaps; null drops them.</param>
    /// <returns>The loader.</returns>
    /// <exception cref="HoneDataException">A column is missing or holds another kind of values; the message names it.</exception>
    public DataLoader TestLoader(DataLoaders loaders, Frame rows, ProcReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(loaders);
        TabularRows prepared = Prepare(rows, report);
        int[] all = [.. Enumerable.Range(0, prepared.Count)];
        string[] ids = [.. all.Select(row => row.ToString(CultureInfo.InvariantCulture))];
        var bound = new BoundItems<int>(all, ids, new DataSplit([], [], all));
        return loaders.Valid.WithDataset(new Dataset([.. Inputs(prepared).Select(block => block.Bind(bound))], [], ids, all));
    }

    /// <summary>Prepared rows for forests: codes as floats, then numbers.</summary>
    /// <param name="rows">Positions in the table, such as <c>Split.Train</c>.</param>
    /// <returns>Column by column.</returns>
    public FeatureMatrix ToMatrix(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _rows.ToMatrix(rows);
    }

    /// <summary>New rows for forests, prepared as the validation rows are.</summary>
    /// <param name="rows">The new rows.</param>
    /// <param name="report">Takes unseen categories and unexpected gaps; null drops them.</param>
    /// <returns>Column by column.</returns>
    /// <inheritdoc cref="TestLoader" path="/exception"/>
    public FeatureMatrix ToMatrix(Frame rows, ProcReport? report = null)
    {
        TabularRows prepared = Prepare(rows, report);
        return prepared.ToMatrix([.. Enumerable.Range(0, prepared.Count)]);
    }

    /// <summary>The targets of some rows: class indices, or numbers in the units of <see cref="TabularOptions.TargetScale"/>.</summary>
    /// <param name="rows">Positions in the table, such as <c>Split.Train</c>.</param>
    /// <param name="target">Which target; 0 is the first.</param>
    /// <returns>One number a row.</returns>
    /// <exception cref="HoneDataException">A label is not among those of the training part.</exception>
    public float[] Targets(IReadOnlyList<int> rows, int target = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        FrameColumn column = Frame[_given.Targets[target]];
        if (!IsCategory)
        {
            return [.. rows.Select(row => Scaled(column, row))];
        }

        Vocabulary vocab = Vocabulary.Of(_levels, nameof(TabularData));
        return [.. rows.Select(row => (float)vocab.IndexOf(column.TextAt(row) ?? string.Empty, row.ToString(CultureInfo.InvariantCulture), "category"))];
    }

    /// <summary>Sizes of the parts, columns and target.</summary>
    /// <returns>A few lines.</returns>
    public override string ToString() => $"""
        {Split}
        categorical: {string.Join(", ", Names.Categorical)}
        continuous: {string.Join(", ", Names.Continuous)}
        target: {string.Join(", ", _given.Targets)}{(IsCategory ? $", {_levels.Length} classes" : string.Empty)}
        steps: {string.Join(", ", Options.Procs.OrderBy(proc => proc.Order))}
        """;

    private static TabularNames Roles(Frame frame, TabularOptions options)
    {
        TabularNames found = TabularNames.ContCatSplit(frame, options.YNames);
        HashSet<string> given = [.. options.CatNames ?? [], .. options.ContNames ?? []];
        return found with
        {
            Categorical = options.CatNames ?? [.. found.Categorical.Where(name => !given.Contains(name))],
            Continuous = options.ContNames ?? [.. found.Continuous.Where(name => !given.Contains(name))],
        };
    }

    private bool Judge()
    {
        FrameColumn[] targets = [.. _given.Targets.Select(name => Frame[name])];
        if (targets.Length == 0)
        {
            throw new HoneDataException("At least one target.", "0 names", "TabularOptions.YNames", "name the column to predict");
        }

        bool isCategory = Options.Target is TabularTarget.Category or TabularTarget.Ordinal || (Options.Target == TabularTarget.Inferred && Array.Exists(targets, target => target.Kind is ColumnKind.Text or ColumnKind.Bool));
        if (isCategory && targets.Length > 1)
        {
            throw new HoneDataException("One target that is a category, or any number of targets that are numbers.", $"{targets.Length} targets: {string.Join(", ", targets.Select(target => $"{target.Name} of kind {target.Kind}"))}", "TabularOptions.YNames", "train a model for each category");
        }

        if (IsOrdinal && Options.Levels is null && targets[0].Kind == ColumnKind.Text)
        {
            throw new HoneDataException("An ordinal target of words needs their order.", $"{targets[0].Name} of kind Text, such as \"{targets[0].TextAt(Split.Train[0])}\" in row {Split.Train[0]}", "TabularOptions.Levels", "name the classes from the lowest to the highest");
        }

        if (!IsOrdinal && Options.Levels is { } unordered)
        {
            throw new HoneDataException("Levels belong to an ordinal target.", $"{unordered.Count} levels and target {Options.Target}", "TabularOptions.Levels", "set TabularOptions.Target to Ordinal, or leave the levels out");
        }

        if (Options.Vocab is { } vocab && (IsOrdinal || !isCategory))
        {
            throw new HoneDataException("A vocabulary belongs to a target that is a category.", $"{vocab.Count} classes and target {Options.Target} in column {targets[0].Name} of kind {targets[0].Kind}", "TabularOptions.Vocab", IsOrdinal ? "name the classes in TabularOptions.Levels" : "set TabularOptions.Target to Category, or leave the vocabulary out");
        }

        FrameColumn? words = Array.Find(targets, target => target.Kind is ColumnKind.Text or ColumnKind.Date);
        if (!isCategory && words is not null)
        {
            throw new HoneDataException("A target of a regression holds numbers.", $"{words.Name} of kind {words.Kind}, such as \"{words.TextAt(Split.Train[0])}\" in row {Split.Train[0]}", "TabularOptions.Target", "read the column as Number, or predict a category");
        }

        return isCategory;
    }

    private void CheckTargets()
    {
        foreach (string name in _given.Targets)
        {
            FrameColumn target = Frame[name];
            int[] known = [.. Split.Train, .. Split.Valid];
            int[] missing = Array.FindAll(known, target.IsMissing);
            if (missing.Length > 0)
            {
                throw new HoneDataException("Every row for training and validation has a target.", $"none in {missing.Length} of {known.Length} rows, the first is row {missing.Min()}", $"column {name}", $"leave them out: Filter(row => !row.IsMissing(\"{name}\"))");
            }

            int tooSmall = Options.TargetScale == TargetScale.Log1p && !IsCategory ? Array.FindIndex(known, row => target.NumberAt(row) <= -1) : -1;
            if (tooSmall >= 0)
            {
                throw new HoneDataException("Targets above -1, whose log(1 + y) exists.", $"{target.TextAt(known[tooSmall])} in row {known[tooSmall]}", $"column {name}", "learn the target as it is: TargetScale.Linear");
            }

            int first = Split.Train[0];
            if (Split.Train.All(row => target.TextAt(row) == target.TextAt(first)))
            {
                throw new HoneDataException("A target with different values in the training rows.", $"\"{target.TextAt(first)}\" in all {Split.Train.Count} of them", $"column {name}", "check the column and the split: there is nothing to learn");
            }
        }
    }

    private (FittedProc[] Procs, Frame Train) Fit(Frame train)
    {
        NoteUseless(train);
        TabularNames names = _given;
        var fitted = new List<FittedProc>();
        foreach (TabularProc proc in Options.Procs.OrderBy(proc => proc.Order))
        {
            FittedProc next = proc.Fit(train, names);
            train = next.ApplyToTraining(train, Report);
            names = next.Names;
            fitted.Add(next);
        }

        return ([.. fitted], train);
    }

    private void NoteUseless(Frame train)
    {
        foreach (string name in _given.Categorical.Concat(_given.Continuous))
        {
            int levels = ColumnLevels.Count(train[name]);
            if (levels <= 1 && train[name].MissingCount == 0)
            {
                Report.Add(new ProcNote(name, "the same value in all training rows; it tells nothing", train.RowCount, train[name].TextAt(0)));
            }
            else if (2 * levels > train.RowCount && _given.Categorical.Contains(name))
            {
                Report.Add(new ProcNote(name, $"{levels} different categories in the training rows, such as ids have; leave the column out if it is one", train.RowCount, train[name].TextAt(0)));
            }
        }
    }

    private TabularRows Prepare(Frame rows, ProcReport? report)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Preparation.Prepare(rows, report ?? new ProcReport());
    }

    private IEnumerable<Block<int>> Inputs(TabularRows rows)
    {
        if (Names.Categorical.Count > 0)
        {
            yield return new CodesBlock(rows, Names.Categorical, [.. Names.Categorical.Select(Classes)]);
        }

        if (Names.Continuous.Count > 0)
        {
            yield return new VectorBlock<int>(rows.Numbers);
        }
    }

    private Block<int> Target()
    {
        FrameColumn[] columns = [.. _given.Targets.Select(name => Frame[name])];
        return IsCategory
            ? new CategoryBlock<int>(row => columns[0].TextAt(row)!, _levels)
            : new RegressionBlock<int>(row => Array.ConvertAll(columns, column => Scaled(column, row)), columns.Length);
    }

    /// <summary>A number in the units in which it is learned.</summary>
    private float Scaled(FrameColumn column, int row)
    {
        double value = column.NumberAt(row);
        return (float)(Options.TargetScale == TargetScale.Log1p ? double.LogP1(value) : value);
    }
}

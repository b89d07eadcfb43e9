using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The items of a project: an id each, the columns that are known of them, and their files where there are any.</summary>
public sealed class ProjectDataset
{
    /// <summary>The column with the class of images or texts in folders.</summary>
    public const string LabelColumn = "label";

    /// <summary>The column with the part that a folder such as <c>train</c> or <c>test</c> names.</summary>
    public const string PartColumn = "part";

    /// <summary>The column with the beginning of the file name before its number, where several files share it: often the person, the video or the plant.</summary>
    public const string PrefixColumn = "prefix";

    internal ProjectDataset(DataKind kind, IReadOnlyList<string> ids, Frame columns, string? target, LabelJoin join)
    {
        Kind = kind;
        Ids = ids;
        Columns = columns;
        Target = target;
        Targets = target is null ? [] : [target];
        Join = join;
    }

    /// <summary>The kind of the data.</summary>
    public DataKind Kind { get; }

    /// <summary>One id for each item: the path below <c>data/raw</c>, the key of the row, or its number.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>What is known of each item, in the order of <see cref="Ids"/>.</summary>
    public Frame Columns { get; }

    /// <summary>The column that is predicted; null where it is not one column, as for masks and points.</summary>
    public string? Target { get; }

    /// <summary>The columns that are predicted: one, several for points, none where the target is no column, as for masks.</summary>
    public IReadOnlyList<string> Targets { get; internal init; }

    /// <summary>How items and labels found each other.</summary>
    public LabelJoin Join { get; }

    /// <summary>The full path of the image or text of each item; null for tables.</summary>
    public IReadOnlyList<string>? Paths { get; internal init; }

    /// <summary>The full path of the mask of each item, null for sealed ones; null for other kinds.</summary>
    public IReadOnlyList<string?>? MaskPaths { get; internal init; }

    /// <summary>Whether the target is a class rather than a number.</summary>
    public bool IsClassification => Target is not null && Columns[Target].Kind is ColumnKind.Text or ColumnKind.Bool;

    /// <summary>The names of the classes in ordinal order, without those of sealed labels; empty for numbers.</summary>
    public IReadOnlyList<string> ClassNames => !IsClassification
        ? []
        : [.. Texts(Columns[Target!]).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The numbers that are predicted for an item, in the order of <see cref="Targets"/>; NaN where they are missing or sealed.</summary>
    /// <param name="item">The position of the item among <see cref="Ids"/>.</param>
    /// <exception cref="RawDataException">The target is no number.</exception>
    public float[] NumbersOf(int item) => Array.ConvertAll(TruthOf(item), value => (float)value);

    /// <summary>What is stored as the truth of an item, to the last digit of the table: runs are only compared where it is the same.</summary>
    internal double[] TruthOf(int item)
    {
        if (Targets.Count == 0 || IsClassification)
        {
            throw new RawDataException(
                ExitCode.Usage, "a target of one or several numbers", Target is null ? $"data of kind {Kind}" : $"classes in column '{Target}'", "the numbers of an item", "take the column itself, or the mask");
        }

        return [.. Targets.Select(name => Number(Columns[name], item))];
    }

    /// <summary>What a split is made from.</summary>
    /// <param name="by">The column with the group of each item; null without groups.</param>
    /// <param name="time">The column with the time of each item; null without times.</param>
    /// <param name="dateFormat">How text in that column is written.</param>
    /// <param name="stratify">The column whose shares are kept; null takes the target, as long as every item has one.</param>
    /// <exception cref="SplitException">A column does not exist, its dates cannot be read, or an item has no value in the column to stratify by.</exception>
    public SplitData ToSplitData(string? by = null, string? time = null, string? dateFormat = null, string? stratify = null)
    {
        string? strata = stratify ?? Target;
        var data = new SplitData
        {
            Ids = Ids,
            Groups = by is null ? null : [.. Texts(Column(by))],
            GroupColumn = by,
            Times = time is null ? null : TimeValues.Read(Column(time), dateFormat),
        };
        if (strata is null || (stratify is null && Columns[strata].MissingCount > 0))
        {
            return data;
        }

        FrameColumn column = Column(strata);
        bool isClass = column.Kind is ColumnKind.Text or ColumnKind.Bool;
        if (column.MissingCount > 0)
        {
            int[] missing = [.. Enumerable.Range(0, column.Count).Where(column.IsMissing)];
            throw new SplitException(
                ExitCode.BadInput,
                $"a value of '{strata}' for each of the {Ids.Count} items",
                $"{missing.Length} items without one: {string.Join(", ", missing.Take(3).Select(row => $"item {row} ('{Ids[row]}')"))}",
                $"column '{strata}'",
                "leave these items out of the table, or choose another column with --stratify; sealed test labels are missing on purpose");
        }

        return isClass
            ? data with { Classes = [.. Texts(column).Select(text => text!)] }
            : data with { Values = [.. Numbers(column)] };
    }

    /// <summary>The labels of some items as numbers, <c>[ids, targets]</c>: a class by its place among the names, numbers as they are.</summary>
    internal double[] LabelNumbers(IReadOnlyList<string> ids)
    {
        if (Targets.Count > 1)
        {
            return PointNumbers(ids);
        }

        if (Target is null)
        {
            throw new RawDataException(
                ExitCode.Usage, "one label for each item", $"data of kind {Kind}, where the label is not one value", "the test labels", "keep the test files apart yourself: the vault holds classes and numbers");
        }

        FrameColumn column = Columns[Target];
        string[] names = [.. ClassNames];
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int row = 0; row < Ids.Count; row++)
        {
            numbers[Ids[row]] = names.Length == 0 ? Number(column, row) : Array.IndexOf(names, column.TextAt(row));
        }

        string[] missing = [.. ids.Where(id => !double.IsFinite(numbers[id]) || (names.Length > 0 && numbers[id] < 0))];
        return missing.Length == 0
            ? [.. ids.Select(id => numbers[id])]
            : throw new RawDataException(
                ExitCode.BadInput, $"a label for each of the {ids.Count} test items", $"{missing.Length} without one: {string.Join(", ", missing.Take(3))}", $"column '{Target}'", "leave these items out before splitting");
    }

    internal ProjectDataset WithoutLabels(IReadOnlySet<string> sealedIds)
    {
        bool[] isSealed = [.. Ids.Select(sealedIds.Contains)];
        Frame columns = Targets.Count == 0 ? Columns : Columns.With([.. Targets.Select(name => Masked(Columns[name], isSealed))]);
        return new ProjectDataset(Kind, Ids, columns, Target, Join)
        {
            Targets = Targets,
            Paths = Paths,
            MaskPaths = MaskPaths is null ? null : [.. MaskPaths.Select((path, row) => isSealed[row] ? null : path)],
        };
    }

    /// <summary>The same items with the labels of some of them moved: item <c>rows[i]</c> gets the label of item <c>rows[sources[i]]</c>.</summary>
    internal ProjectDataset WithLabelsMoved(IReadOnlyList<int> rows, IReadOnlyList<int> sources)
    {
        int[] from = [.. Enumerable.Range(0, Ids.Count)];
        for (int i = 0; i < rows.Count; i++)
        {
            from[rows[i]] = rows[sources[i]];
        }

        Frame moved = Columns.Select([.. Targets]).Take(from);
        return new ProjectDataset(Kind, Ids, Columns.With(moved.Columns), Target, Join) { Targets = Targets, Paths = Paths, MaskPaths = MaskPaths };
    }

    internal static IEnumerable<string?> Texts(FrameColumn column) => Enumerable.Range(0, column.Count).Select(column.TextAt);

    internal static IEnumerable<double> Numbers(FrameColumn column) => Enumerable.Range(0, column.Count).Select(row => Number(column, row));

    internal static double Number(FrameColumn column, int row) => column switch
    {
        _ when column.IsMissing(row) => double.NaN,
        NumberColumn numbers => numbers[row],
        IntegerColumn numbers => numbers[row]!.Value,
        DateColumn dates => (dates[row]!.Value - DateTime.UnixEpoch).TotalSeconds,
        _ => double.NaN,
    };

    private double[] PointNumbers(IReadOnlyList<string> ids)
    {
        Dictionary<string, int> rows = Ids.Select((id, row) => (id, row)).ToDictionary(pair => pair.id, pair => pair.row, StringComparer.Ordinal);
        double[][] columns = [.. Targets.Select(name => Numbers(Columns[name]).ToArray())];
        string[] missing = [.. ids.Where(id => columns.Any(column => !double.IsFinite(column[rows[id]])))];
        return missing.Length == 0
            ? [.. ids.SelectMany(id => columns.Select(column => column[rows[id]]))]
            : throw new RawDataException(
                ExitCode.BadInput,
                $"{Targets.Count} numbers for each of the {ids.Count} test items",
                $"{missing.Length} with gaps: {string.Join(", ", missing.Take(3))}",
                $"columns '{Targets[0]}' to '{Targets[^1]}'",
                "leave these items out before splitting");
    }

    private static FrameColumn Masked(FrameColumn column, bool[] isSealed)
    {
        IEnumerable<int> rows = Enumerable.Range(0, column.Count);
        return column switch
        {
            NumberColumn numbers => new NumberColumn(column.Name, rows.Select(row => isSealed[row] ? double.NaN : numbers[row]).ToArray()),
            IntegerColumn numbers => new IntegerColumn(column.Name, [.. rows.Select(row => isSealed[row] ? null : numbers[row])]),
            BoolColumn truths => new BoolColumn(column.Name, [.. rows.Select(row => isSealed[row] ? null : truths[row])]),
            DateColumn dates => new DateColumn(column.Name, [.. rows.Select(row => isSealed[row] ? null : dates[row])]),
            _ => new CategoricalColumn(column.Name, [.. rows.Select(row => isSealed[row] ? null : column.TextAt(row))]),
        };
    }

    private FrameColumn Column(string name) => Columns.Contains(name)
        ? Columns[name]
        : throw new SplitException(
            ExitCode.Usage, $"one of the columns {string.Join(", ", Columns.Names.Take(20))}", $"'{name}'", "the columns of the data", "look at the spelling and the case: hone data describe lists them");
}

using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>A table to be checked.</summary>
public sealed class CheckedTable : CheckedData
{
    private const int FewestForId = 20;
    private const double LongestIdText = 40;
    private const double NeverRepeats = 0.99;

    private readonly Dictionary<string, CheckFeature> _features = new(StringComparer.Ordinal);
    private UInt128[]? _hashes;

    private CheckedTable(Frame frame, CheckedTableOptions options, IReadOnlyList<string> ids, IReadOnlyList<Part>? parts)
        : base(ids, parts, options.Settings)
    {
        Frame = frame;
        Options = options;
        Target = options.Target is null ? null : CheckTarget.OfColumn(frame[options.Target], options.CheckedTargetKind).For(PartIndex, options.Settings);
        string?[] roles = [options.Target, options.Parts is null ? options.SplitColumn : null, options.GroupColumn, options.TimeColumn];
        HashSet<string> taken = [.. roles.OfType<string>(), .. options.IdColumns, .. options.LeftOut];
        Identifiers = frame.Columns.Where(column => !taken.Contains(column.Name) && LooksLikeId(column)).Select(column => column.Name).ToArray();
        taken.UnionWith(Identifiers);
        Dates = frame.Columns.Where(column => !taken.Contains(column.Name) && column.Kind == ColumnKind.Date).Select(column => column.Name).ToArray();
        taken.UnionWith(Dates);
        FeatureNames = frame.Names.Where(name => !taken.Contains(name)).ToArray();
    }

    /// <summary>The table.</summary>
    public Frame Frame { get; }

    /// <summary>What its columns are.</summary>
    public CheckedTableOptions Options { get; }

    /// <summary>Columns that nobody declared and that identify rows: they count rows, or are words that (nearly) never repeat.</summary>
    public IReadOnlyList<string> Identifiers { get; }

    /// <summary>The columns that a model may learn from: no target, part, group, id or date.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Undeclared columns of dates.</summary>
    internal IReadOnlyList<string> Dates { get; }

    internal CheckTarget? Target { get; }

    /// <summary>Joins a table with what is known about it.</summary>
    /// <param name="frame">The table, at least one row.</param>
    /// <param name="options">What its columns are.</param>
    /// <exception cref="HoneDataException">A named column does not exist, or the target does not hold what it should.</exception>
    /// <exception cref="SplitException">The column of the parts holds something else than train, valid and test, or counts differ.</exception>
    public static CheckedTable Of(Frame frame, CheckedTableOptions options) => Of(frame, options, []);

    internal static CheckedTable Of(Frame frame, CheckedTableOptions options, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(options);
        if (frame.RowCount == 0)
        {
            throw new HoneDataException("A table to check has at least one row.", "0 rows", "the table", "look at how it was read");
        }

        foreach (string? name in (string?[])[options.Target, options.SplitColumn, options.GroupColumn, options.TimeColumn, .. options.IdColumns])
        {
            if (name is not null)
            {
                _ = frame[name];
            }
        }

        IReadOnlyList<Part>? parts = options.Parts ?? (options.SplitColumn is null ? null : PartColumn.Read(frame[options.SplitColumn]));
        return new CheckedTable(frame, options, IdsOf(frame, options), parts) { Notes = notes };
    }

    /// <summary>A column as numbers, made once.</summary>
    internal CheckFeature Feature(string name)
    {
        lock (_features)
        {
            if (!_features.TryGetValue(name, out CheckFeature? feature))
            {
                FrameColumn column = Frame[name];
                feature = new CheckFeature(name, ColumnNumbers.Of(column), column.Kind == ColumnKind.Text);
                _features.Add(name, feature);
            }

            return feature;
        }
    }

    /// <summary>The hash of each row over its features, made once: several checks ask for it.</summary>
    internal UInt128[] RowHashes(CancellationToken cancellationToken) =>
        _hashes ??= RowHash.Of(Frame, FeatureNames, Options.IgnoreCase, cancellationToken);

    internal IReadOnlyList<CheckFeature> Features() => FeatureNames.Select(Feature).ToArray();

    /// <summary>Rows with equal features.</summary>
    internal override IReadOnlyList<int[]> Clusters(CancellationToken cancellationToken) =>
        FeatureNames.Count == 0 ? [] : DuplicateClusters.Of(RowHashes(cancellationToken));

    internal override ShuffledForest ForestOfLabels() => new(PartIndex, Target, Features, Settings.Seed);

    internal override IReadOnlyList<Check> DataChecks() => TableSuite.Data(this);

    internal override IReadOnlyList<Check> SplitChecks() => TableSuite.Split(this);

    internal override IReadOnlyList<Check> LeakChecks() => TableSuite.Leak(this);

    private static string[] IdsOf(Frame frame, CheckedTableOptions options)
    {
        FrameColumn? column = options.IdColumns.Count == 1 ? frame[options.IdColumns[0]] : null;
        return Enumerable.Range(0, frame.RowCount).Select(row => column?.TextAt(row) ?? $"row {row}").ToArray();
    }

    // A run of whole numbers counts rows. Short words that hardly ever repeat are names, of which two persons may share one; long ones are documents, which a model may well read.
    private static bool LooksLikeId(FrameColumn column)
    {
        if (column.Count < FewestForId || column.MissingCount > 0)
        {
            return false;
        }

        return column switch
        {
            IntegerColumn integer => IsRun(integer),
            CategoricalColumn text => text.Levels.Count >= NeverRepeats * text.Count && text.Levels.Average(level => level.Length) <= LongestIdText,
            _ => false,
        };
    }

    private static bool IsRun(IntegerColumn column)
    {
        long least = long.MaxValue;
        long most = long.MinValue;
        for (int row = 0; row < column.Count; row++)
        {
            long value = column[row] ?? 0;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        if ((UInt128)((Int128)most - least) != (UInt128)(column.Count - 1))
        {
            return false;
        }

        var seen = new bool[column.Count];
        for (int row = 0; row < column.Count; row++)
        {
            long place = (column[row] ?? 0) - least;
            if (seen[place])
            {
                return false;
            }

            seen[place] = true;
        }

        return true;
    }
}

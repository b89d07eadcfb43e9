using System.Text.RegularExpressions;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Decides what each column is for, by the training rows: leaves out what tells nothing, and says so.</summary>
internal sealed partial class TableColumns
{
    /// <summary>More categories than boosting can split into sets: their mean target tells more than their names.</summary>
    private const int ManyCategories = 254;

    private readonly string _target;
    private readonly ProcReport _notes;
    private readonly int[] _train;
    private readonly List<string> _leftOut = [];
    private readonly List<TabularDate> _dates = [];

    public TableColumns(TableRows rows, IReadOnlyList<string> drop, string target, ProcReport notes)
    {
        _target = target;
        _notes = notes;
        _train = rows.Train;
        Table = rows.Table;
        Frame train = rows.Table.Take(rows.Train);
        foreach (FrameColumn column in rows.Table.Columns.Where(column => column.Name != target))
        {
            if (drop.Contains(column.Name) || TellsNothing(column, train[column.Name]))
            {
                _leftOut.Add(column.Name);
            }
            else if (column.Kind == ColumnKind.Date)
            {
                TakeApart(column.Name);
            }
            else if (column is NumberColumn numbers)
            {
                MakeFinite(numbers);
            }
        }

        Table = Table.Without(_leftOut);
        if (Table.Columns.Count < 2)
        {
            throw new HoneDataException("At least one column to learn from.", $"0 of {rows.Table.Columns.Count - 1} beside {target}: {string.Join(", ", _leftOut)} left out", "the table", "look at the notes above; --drop leaves out fewer");
        }
    }

    /// <summary>The table without the columns that are left out, infinite numbers made missing.</summary>
    public Frame Table { get; private set; }

    public IReadOnlyList<TabularDate> Dates => _dates;

    /// <summary>Which columns are categories and which are numbers, parts of dates among them but for those that never change, such as the year of one year's rows.</summary>
    public TabularNames Names()
    {
        Frame parts = Table;
        foreach (TabularDate date in _dates)
        {
            parts = parts.AddDatePart(date.Name, time: date.Time);
        }

        TabularNames names = TabularNames.ContCatSplit(parts, [_target]);

        // A year that is a category would be unknown in every coming year.
        string[] added = [.. parts.Names.Except(Table.Names)];
        HashSet<string> years = [.. added.Where(name => name.EndsWith("Year", StringComparison.Ordinal))];
        Frame train = parts.Take(_train);
        HashSet<string> constant = [.. added.Where(name => TableTarget.Levels(train[name]) <= 1)];
        return names with
        {
            Categorical = [.. names.Categorical.Where(name => !years.Contains(name) && !constant.Contains(name))],
            Continuous = [.. names.Continuous.Concat(names.Categorical.Where(years.Contains)).Where(name => !constant.Contains(name))],
        };
    }

    /// <summary>Columns of very many categories, which are given as mean targets too.</summary>
    public IReadOnlyList<string> Many(TabularNames names, bool canEncode)
    {
        var many = new List<string>();
        foreach (string name in names.Categorical.Where(Table.Contains))
        {
            int levels = TableTarget.Levels(Table[name]);
            if (levels > ManyCategories)
            {
                _notes.Add(new ProcNote(name, $"{levels} different categories{(canEncode ? "; their mean target, from other rows alone, is given too" : ", of which most are rare")}", Table.RowCount));
                many.Add(name);
            }
        }

        return canEncode ? many : [];
    }

    /// <summary>The columns as they were read, with their roles.</summary>
    public IReadOnlyList<DescribedColumn> Describe(Frame read, TabularNames names)
    {
        HashSet<string> categorical = [.. names.Categorical];
        HashSet<string> leftOut = [.. _leftOut];
        HashSet<string> dates = [.. _dates.Select(date => date.Name)];
        return
        [
            .. read.Columns.Select(column => new DescribedColumn(column.Name, column.Kind.ToString(), RoleOf(column.Name), column.MissingCount)),
        ];

        ColumnRole RoleOf(string name) => name == _target ? ColumnRole.Target
            : leftOut.Contains(name) ? ColumnRole.LeftOut
            : dates.Contains(name) ? ColumnRole.Date
            : categorical.Contains(name) ? ColumnRole.Category : ColumnRole.Number;
    }

    private bool TellsNothing(FrameColumn column, FrameColumn train)
    {
        int rows = column.Count;
        if (train.MissingCount == train.Count)
        {
            _notes.Add(new ProcNote(column.Name, "missing in all training rows; left out", rows));
            return true;
        }

        int levels = TableTarget.Levels(train);
        if (levels == 1 && train.MissingCount == 0)
        {
            _notes.Add(new ProcNote(column.Name, "the same value in all training rows; left out", rows, train.TextAt(0)));
            return true;
        }

        if (column.Kind == ColumnKind.Text && 2 * levels > train.Count - train.MissingCount && levels > TableSplitting.LeastRows / 2)
        {
            _notes.Add(new ProcNote(column.Name, $"{levels} different words in {train.Count - train.MissingCount} training rows, as ids and free text have; left out", rows, train.TextAt(FirstKnown(train))));
            return true;
        }

        if (column is IntegerColumn integers && IsRowNumber(integers))
        {
            _notes.Add(new ProcNote(column.Name, "a number of its own for each row, as ids have; left out", rows, column.TextAt(0)));
            return true;
        }

        if (Enumerable.Range(0, rows).All(row => column.TextAt(row) == Table[_target].TextAt(row)))
        {
            _notes.Add(new ProcNote(column.Name, $"the same as {_target} in every row; left out", rows, column.TextAt(0)));
            return true;
        }

        return false;
    }

    /// <summary>Each number once, and either without gaps between them or under a name that says id.</summary>
    private static bool IsRowNumber(IntegerColumn column)
    {
        if (column.MissingCount > 0 || TableTarget.Levels(column) < column.Count)
        {
            return false;
        }

        long[] values = [.. Enumerable.Range(0, column.Count).Select(row => column[row]!.Value)];
        return values.Max() - values.Min() == column.Count - 1 || IdName().IsMatch(column.Name);
    }

    private static int FirstKnown(FrameColumn column) => Enumerable.Range(0, column.Count).First(row => !column.IsMissing(row));

    private void TakeApart(string name)
    {
        DateColumn dates = Table.DateColumn(name);
        var date = new TabularDate(name, Enumerable.Range(0, dates.Count).Any(row => dates[row] is { } moment && moment.TimeOfDay != TimeSpan.Zero));
        try
        {
            Frame parts = Table;
            foreach (TabularDate earlier in _dates.Append(date))
            {
                parts = parts.AddDatePart(earlier.Name, time: earlier.Time);
            }

            _dates.Add(date);
        }
        catch (HoneDataException)
        {
            _notes.Add(new ProcNote(name, "dates whose parts would have the names of other columns, such as Year; left out", dates.Count, dates.TextAt(FirstKnown(dates))));
            _leftOut.Add(name);
        }
    }

    private void MakeFinite(NumberColumn column)
    {
        int infinite = Enumerable.Range(0, column.Count).Count(row => double.IsInfinity(column[row]));
        if (infinite > 0)
        {
            _notes.Add(new ProcNote(column.Name, "infinite, taken as missing", infinite));
            Table = Table.MapNumbers(column.Name, value => double.IsInfinity(value) ? double.NaN : value);
        }
    }

    // id, ID, userId, user_id, but not "paid".
    [GeneratedRegex("(^|[_\\- ])[iI][dD]$|[a-z0-9]I[dD]$|^ID$", RegexOptions.CultureInvariant)]
    private static partial Regex IdName();
}

using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>What was learned about the columns of a table, and does the same to new rows: dates taken apart, then every step.</summary>
internal sealed class TabularPreparation
{
    private readonly TabularNames _given;
    private readonly IReadOnlyList<FittedProc> _procs;

    public TabularPreparation(IReadOnlyList<RawColumn> columns, IReadOnlyList<TabularDate> dates, TabularNames given, IReadOnlyList<FittedProc> procs)
    {
        Columns = columns;
        Dates = dates;
        _given = given;
        _procs = procs;
        Names = procs.Count == 0 ? given : procs[^1].Names;
    }

    /// <summary>The rows of the table that it was learned from; empty for one that was read from a file.</summary>
    public IReadOnlyList<int> FittedRows { get; init; } = [];

    /// <summary>The columns that new rows must have, as they stand in a file, with the kinds that the training rows had.</summary>
    public IReadOnlyList<RawColumn> Columns { get; }

    public IReadOnlyList<TabularDate> Dates { get; }

    /// <summary>The roles of the columns before the steps.</summary>
    public TabularNames Given => _given;

    /// <summary>The roles of the columns after the steps.</summary>
    public TabularNames Names { get; }

    public IReadOnlyList<FittedProc> Procs => _procs;

    /// <summary>The categories of a categorical column by code.</summary>
    public IReadOnlyList<string> Classes(string column) => _procs.OfType<FittedCategorify>().Last().Classes(column);

    /// <summary>The columns of a table that this preparation will read.</summary>
    public static IReadOnlyList<RawColumn> ColumnsOf(Frame raw, IReadOnlyList<TabularDate> dates, TabularNames given)
    {
        HashSet<string> used = [.. given.Categorical, .. given.Continuous, .. dates.Select(date => date.Name)];
        return [.. raw.Columns.Where(column => used.Contains(column.Name)).Select(column => new RawColumn(column.Name, column.Kind))];
    }

    /// <summary>The table with its dates taken apart.</summary>
    public static Frame WithDateParts(Frame frame, IReadOnlyList<TabularDate> dates)
    {
        foreach (TabularDate date in dates)
        {
            frame = frame.AddDatePart(date.Name, time: date.Time);
        }

        return frame;
    }

    /// <summary>Prepares new rows as the file has them.</summary>
    /// <exception cref="HoneDataException">There are no rows, a column is missing, or a value does not fit its column.</exception>
    public TabularRows Prepare(Frame rows, ProcReport report)
    {
        if (rows.RowCount == 0)
        {
            throw new HoneDataException("At least one row.", "0 rows", "TabularData", "check the file");
        }

        string[] lacking = [.. Columns.Select(column => column.Name).Where(name => !rows.Contains(name))];
        if (lacking.Length > 0)
        {
            throw new HoneDataException($"New rows have the {Columns.Count} columns that were learned from.", $"{lacking.Length} missing: {string.Join(", ", lacking)}", "TabularData", "add the columns; unknown values may stay empty");
        }

        Frame typed = new([.. Columns.Select(column => Typed(rows, column))]);
        var prepared = new TabularRows(rows.RowCount, Names);
        prepared.Put(Apply(WithDateParts(typed, Dates), report), [.. Enumerable.Range(0, rows.RowCount)]);
        return prepared;
    }

    /// <summary>Prepares rows whose dates are taken apart already.</summary>
    public Frame Apply(Frame frame, ProcReport report)
    {
        Frame rows = frame.Select([.. _given.Categorical, .. _given.Continuous]);
        foreach (FittedProc proc in _procs)
        {
            rows = proc.Apply(rows, report);
        }

        return rows;
    }

    /// <summary>A column of new rows in the kind that the steps need: another file may have numbers where the training rows had words, or no value at all.</summary>
    private FrameColumn Typed(Frame rows, RawColumn wanted)
    {
        FrameColumn column = rows[wanted.Name];
        bool isContinuous = _given.Continuous.Contains(wanted.Name);
        bool isText = column.Kind is ColumnKind.Text or ColumnKind.Date;
        bool fits = isContinuous ? !isText : column.Kind == wanted.Kind || wanted.Kind is ColumnKind.Integer or ColumnKind.Number or ColumnKind.Text;
        if (fits)
        {
            return column;
        }

        ColumnKind kind = isContinuous ? ColumnKind.Number : wanted.Kind;
        try
        {
            return rows.Convert(wanted.Name, kind)[wanted.Name];
        }
        catch (HoneDataException error)
        {
            throw new HoneDataException($"Column {wanted.Name} holds values of kind {kind}, as in training.", error.Got, $"column {wanted.Name}", "repair the value, or leave it empty", error);
        }
    }
}

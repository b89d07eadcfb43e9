using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A table of series cut into windows: samples for a <see cref="Learner"/>, or rows of a table.</summary>
/// <remarks>
/// A sample that begins at row r of its series holds rows r .. r + window - 1 and predicts rows r + window + gap .. r + window + gap + horizon - 1; the next begins at r + stride. Windows with a missing value
/// or an irregular step are left out and counted in <see cref="Report"/>.
/// </remarks>
/// <example><code>
/// var windows = new SeriesWindows(rides, new() { Time = "date", Inputs = ["ridership"], Window = 28, Horizon = 7, Scale = SeriesScale.Window });
/// DataLoaders data = windows.ToDataBlock().DataLoaders(windows.Items);
/// </code></example>
public sealed class SeriesWindows
{
    private readonly Frame _frame;
    private readonly List<SeriesWindow> _items = [];

    /// <summary>Sorts the rows and cuts the windows.</summary>
    /// <param name="frame">The table, in any order.</param>
    /// <param name="options">Columns and sizes.</param>
    /// <exception cref="HoneDataException">A column does not exist or holds text, times are missing or repeated, or no window fits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small.</exception>
    public SeriesWindows(Frame frame, SeriesOptions options)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Window, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Horizon);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Gap);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Stride, 1);
        _frame = frame;
        Options = options;
        TargetNames = options.Horizon == 0 ? [] : [.. options.Targets ?? options.Inputs];
        if (options.Inputs.Count == 0)
        {
            throw new HoneDataException("A window holds at least one column.", "0 columns", "SeriesOptions.Inputs", "name a column of numbers");
        }

        Order = SeriesOrder.Of(frame, options.Time, options.Entity);
        InputValues = [.. options.Inputs.Select(Values)];
        TargetValues = [.. TargetNames.Select(Values)];
        Cut();
    }

    /// <summary>Columns and sizes.</summary>
    public SeriesOptions Options { get; }

    /// <summary>The columns to predict.</summary>
    public IReadOnlyList<string> TargetNames { get; }

    /// <summary>The windows, series by series, in the order of time.</summary>
    public IReadOnlyList<SeriesWindow> Items => _items;

    /// <summary>Windows that were left out, counted.</summary>
    public ProcReport Report { get; } = new();

    /// <summary>Numbers that a model predicts: targets times horizon.</summary>
    public int Outputs => TargetNames.Count * Options.Horizon;

    /// <summary>The rows as series.</summary>
    internal SeriesOrder Order { get; }

    /// <summary>Values of each input in the order of <see cref="Order"/>.</summary>
    internal double[][] InputValues { get; }

    /// <summary>Values of each target in the order of <see cref="Order"/>.</summary>
    internal double[][] TargetValues { get; }

    /// <summary>Rows from the start of a window to the first that is predicted.</summary>
    internal int TargetOffset => Options.Window + Options.Gap;

    /// <summary>Rows from the start of a window to the end of what it predicts.</summary>
    internal int Length => Options.Horizon == 0 ? Options.Window : TargetOffset + Options.Horizon;

    /// <summary>The windows as samples of a learner: <c>[batch, channels, window]</c> and <c>[batch, targets * horizon]</c>, the last part of the time for validation.</summary>
    /// <param name="validFraction">Fraction of the windows for validation; 0.2.</param>
    /// <returns>A block over <see cref="Items"/>.</returns>
    /// <exception cref="HoneDataException">The windows have no targets.</exception>
    public DataBlock<SeriesWindow> ToDataBlock(double validFraction = 0.2)
    {
        if (Outputs == 0)
        {
            throw new HoneDataException("Windows with a target.", "horizon 0", nameof(SeriesWindows), "set SeriesOptions.Horizon, or make a DataBlock<SeriesWindow> with a target of your own");
        }

        return new DataBlock<SeriesWindow>
        {
            GetId = window => window.Id,
            Input = new SeriesBlock<SeriesWindow>(window => window.Input(), Options.Inputs.Count),
            Target = new RegressionBlock<SeriesWindow>(window => window.Target(), Outputs),
            Splitter = new SeriesSplitter(this, validFraction),
        };
    }

    /// <summary>The windows as rows of a table, for forests: entity, time, the values of each input from <c>NAME_t-K</c> to <c>NAME_t-0</c>, and each target as <c>NAME_t+H</c>.</summary>
    /// <remarks>t is the last row of the window. Column by column, so that what is known ends before the first column with a plus.</remarks>
    /// <returns>One row a window, in the order of <see cref="Items"/>.</returns>
    public Frame ToFrame()
    {
        int[] last = [.. _items.Select(window => window.LastRow)];
        var columns = new List<FrameColumn>();
        if (Options.Entity is { } entity)
        {
            columns.Add(_frame[entity].Take(last));
        }

        columns.Add(_frame[Options.Time].Take(last));
        float[][] inputs = [.. _items.Select(window => window.Input().ToArray())];
        for (int i = 0; i < inputs[0].Length; i++)
        {
            columns.Add(Column($"{Options.Inputs[i / Options.Window]}_t-{Options.Window - 1 - (i % Options.Window)}", inputs, i));
        }

        float[][] targets = [.. _items.Select(window => window.Target().ToArray())];
        for (int i = 0; i < Outputs; i++)
        {
            columns.Add(Column($"{TargetNames[i / Options.Horizon]}_t+{Options.Gap + 1 + (i % Options.Horizon)}", targets, i));
        }

        return new Frame(columns);
    }

    /// <summary>Number of windows and their sizes.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_items.Count} windows of {Options.Window} rows from {Order.Starts.Length - 1} series, {Options.Inputs.Count} inputs, {TargetNames.Count} targets {Options.Horizon} rows ahead{(Options.Gap > 0 ? $" after {Options.Gap}" : string.Empty)}");

    /// <summary>Some rows of some columns, scaled.</summary>
    internal ReadOnlyMemory<float> Read(double[][] columns, int start, int count, (double Mean, double Std)[] scales)
    {
        var values = new float[columns.Length * count];
        for (int column = 0; column < columns.Length; column++)
        {
            (double mean, double std) = scales[column];
            for (int i = 0; i < count; i++)
            {
                values[(column * count) + i] = (float)((columns[column][start + i] - mean) / std);
            }
        }

        return values;
    }

    private static NumberColumn Column(string name, float[][] rows, int at) => NumberColumn.Own(name, [.. rows.Select(row => (double)row[at])]);

    private double[] Values(string name)
    {
        FrameColumn column = _frame[name];
        double[] values = Array.ConvertAll(Order.Rows, column.NumberAt);
        int infinite = Array.FindIndex(values, double.IsInfinity);
        return infinite < 0 ? values : throw new HoneDataException("A series holds finite numbers; missing ones are passed over.", $"{values[infinite]} in row {Order.Rows[infinite]}", $"column {name}", "replace it, or make it missing");
    }

    private void Cut()
    {
        int missing = 0;
        int irregular = 0;
        for (int series = 0; series + 1 < Order.Starts.Length; series++)
        {
            for (int start = Order.Starts[series]; start + Length <= Order.Starts[series + 1]; start += Options.Stride)
            {
                if (!HasValues(start))
                {
                    missing++;
                }
                else if (!IsRegular(start))
                {
                    irregular++;
                }
                else
                {
                    int last = Order.Rows[start + Options.Window - 1];
                    string? entity = Options.Entity is { } name ? _frame[name].TextAt(last) : null;
                    _items.Add(new SeriesWindow(this, start, entity, _frame[Options.Time].TextAt(last)!));
                }
            }
        }

        Report.Add(new ProcNote(Options.Time, "windows with a missing value, left out", missing));
        Report.Add(new ProcNote(Options.Time, $"windows whose rows are not {Options.Step} apart, left out", irregular));
        if (_items.Count == 0)
        {
            int longest = Order.Starts.Zip(Order.Starts.Skip(1), (start, end) => end - start).DefaultIfEmpty().Max();
            throw new HoneDataException(
                $"A series of at least {Length} rows: a window of {Options.Window}, a gap of {Options.Gap}, a horizon of {Options.Horizon}.",
                $"the longest of {Order.Starts.Length - 1} has {longest} rows; {missing} windows have missing values, {irregular} irregular steps",
                nameof(SeriesWindows),
                "take shorter windows, or fill the gaps");
        }
    }

    private bool HasValues(int start)
    {
        foreach (double[] column in InputValues)
        {
            for (int i = start; i < start + Options.Window; i++)
            {
                if (double.IsNaN(column[i]))
                {
                    return false;
                }
            }
        }

        foreach (double[] column in TargetValues)
        {
            // Scaling reads the target's own values in the window.
            int first = Options.Scale == SeriesScale.Window ? start : start + TargetOffset;
            for (int i = first; i < start + Length; i++)
            {
                bool isRead = i < start + Options.Window || i >= start + TargetOffset;
                if (isRead && double.IsNaN(column[i]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsRegular(int start)
    {
        if (Options.Step is not { } step)
        {
            return true;
        }

        DateColumn dates = _frame.DateColumn(Options.Time);
        for (int i = start + 1; i < start + Length; i++)
        {
            if (dates[Order.Rows[i]] - dates[Order.Rows[i - 1]] != step)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Positions of all rows by time, equal moments alike, over all series.</summary>
    internal int[] Moments()
    {
        FrameColumn time = _frame[Options.Time];
        int[] rows = TimeOrder.Sort(time);
        var moments = new int[rows.Length];
        for (int i = 1; i < rows.Length; i++)
        {
            moments[rows[i]] = moments[rows[i - 1]] + (time.Compare(rows[i - 1], rows[i]) == 0 ? 0 : 1);
        }

        return moments;
    }
}

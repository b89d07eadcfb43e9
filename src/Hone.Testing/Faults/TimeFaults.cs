using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>The future in the training part.</summary>
internal static class TimeFaults
{
    private const int Rows = 1_000;

    private static readonly DateTime Start = new(2020, 1, 1);

    public static IReadOnlyList<DataFault<FaultyTable>> All { get; } =
    [
        new("a series that remembers, under a random split", FaultSuite.Leak, "leak/time", true, "targets that follow each other agree", "split by time", Series),
        new("future rows in the training part", FaultSuite.Split, "split/time-overlap", true, "not later than the last train row", "split by time", Overlap),
        new("no gap before the validation part", FaultSuite.Split, "split/time-gap", true, "the horizon is 7", "leave out the rows", Gap),
        new("a column that is filled in later", FaultSuite.Leak, "leak/future", true, "'checked' is later than 'day'", "leave 'checked' out", Later),
        new("a split that follows the rows although it is called random", FaultSuite.Split, "split/row-order", false, "train has the rows", "shuffle before splitting", RowOrder),
    ];

    /// <summary>y(t) = 0.98 y(t - 1) + noise with a date; the twin has the same dates and values that forget.</summary>
    private static FaultyTable Series(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        double[] values = new double[Rows];
        double last = 0;
        for (int day = 0; day < Rows; day++)
        {
            last = isPlanted ? (0.98 * last) + draft.Random.Normal() : draft.Random.Normal();
            values[day] = last + (0.3 * draft.First[day]);
        }

        return WithDates(draft, values);
    }

    private static FaultyTable WithDates(TableDraft draft, double[] values)
    {
        draft.Add(Days("day", draft.Rows, 0));
        FaultyTable table = draft.Build();
        return table with { Frame = table.Frame.With(new NumberColumn("answer", values)), Time = "day", IsRandomSplit = true };
    }

    private static FaultyTable Overlap(ulong seed, bool isPlanted)
    {
        TableDraft draft = ByTime(seed, gap: 0);
        for (int row = Rows - 5; isPlanted && row < Rows; row++)
        {
            draft.Part[row] = "train";
        }

        return draft.Build() with { Time = "day", IsTimeSplit = true };
    }

    private static FaultyTable Gap(ulong seed, bool isPlanted) => ByTime(seed, gap: isPlanted ? 1 : 8).Build() with { Time = "day", IsTimeSplit = true, Horizon = 7 };

    private static FaultyTable Later(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Add(Days("day", Rows, 0));
        draft.Add(Days("checked", Rows, isPlanted ? 2 : -2));
        return draft.Build() with { Time = "day" };
    }

    private static FaultyTable RowOrder(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        if (isPlanted)
        {
            draft.Part = Enumerable.Range(0, Rows).Select(row => row < 700 ? "train" : row < 850 ? "valid" : "test").ToArray();
        }

        return draft.Build() with { IsRandomSplit = true };
    }

    /// <summary>A split by time with days left out before each later part.</summary>
    private static TableDraft ByTime(ulong seed, int gap)
    {
        var draft = new TableDraft(seed, Rows);
        int[] days = Enumerable.Range(0, Rows).Select(row => row + (row >= 700 ? gap : 0) + (row >= 850 ? gap : 0)).ToArray();
        draft.Part = Enumerable.Range(0, Rows).Select(row => row < 700 ? "train" : row < 850 ? "valid" : "test").ToArray();
        draft.Add(new DateColumn("day", days.Select(day => (DateTime?)Start.AddDays(day)).ToArray()));
        return draft;
    }

    private static DateColumn Days(string name, int rows, int later) => new(name, Enumerable.Range(0, rows).Select(row => (DateTime?)Start.AddDays(row + later)).ToArray());
}

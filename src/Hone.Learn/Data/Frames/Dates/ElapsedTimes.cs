namespace Hone.Learn.Data;

/// <summary>Days since and to events, group by group.</summary>
internal static class ElapsedTimes
{
    private const int Window = 7;

    public static FrameColumn[] Of(FrameColumn events, DateColumn dates, FrameColumn groups)
    {
        for (int row = 0; row < dates.Count; row++)
        {
            if (dates.IsMissing(row))
            {
                throw new HoneDataException("Every row has a date.", $"none in row {row}; {dates.MissingCount} of {dates.Count} are missing", $"column {dates.Name}", "leave these rows out, or fill the dates");
            }
        }

        int[] rows = [.. Enumerable.Range(0, dates.Count)];
        Array.Sort(rows, new RowOrder([(groups, false), (dates, false)]));
        var keys = new int[groups.Count];
        groups.Encode(new KeyCodes(), keys);
        bool[] happens = [.. Enumerable.Range(0, events.Count).Select(row => events.NumberAt(row) is not (0 or double.NaN))];
        var after = new long[rows.Length];
        var lately = new double[rows.Length];
        Walk(rows, keys, dates, happens, after, lately);
        Array.Reverse(rows);
        var before = new long[rows.Length];
        var soon = new double[rows.Length];
        Walk(rows, keys, dates, happens, before, soon);
        return
        [
            IntegerColumn.Own("After" + events.Name, after),
            IntegerColumn.Own("Before" + events.Name, before),
            NumberColumn.Own(events.Name + "_bw", lately),
            NumberColumn.Own(events.Name + "_fw", soon),
        ];
    }

    private static void Walk(int[] rows, int[] keys, DateColumn dates, bool[] happens, long[] days, double[] sums)
    {
        DateTime? last = null;
        int start = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if (i > 0 && keys[row] != keys[rows[i - 1]])
            {
                last = null;
                start = i;
            }

            last = happens[row] ? dates[row] : last;
            days[row] = last is null ? 0 : (dates[row]!.Value - last.Value).Days;
            for (int j = Math.Max(start, i - Window + 1); j <= i; j++)
            {
                sums[row] += happens[rows[j]] ? 1 : 0;
            }
        }
    }
}

using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Rows by time, for splitters.</summary>
internal static class TimeOrder
{
    /// <summary>The column of times, checked: no text, no gaps.</summary>
    public static FrameColumn Column(Frame frame, string name)
    {
        FrameColumn time = frame[name];
        if (time.Kind is ColumnKind.Text or ColumnKind.Bool)
        {
            throw new HoneDataException("A column of times holds dates or numbers.", $"kind {time.Kind}", $"column {name}", "read it as Date, with CsvOptions.DateFormats if its form is unusual");
        }

        if (time.MissingCount > 0)
        {
            int first = Enumerable.Range(0, time.Count).First(time.IsMissing);
            throw new HoneDataException("Every row has a time.", $"none in {time.MissingCount} of {time.Count} rows, the first is row {first}", $"column {name}", "leave these rows out, or fill the times");
        }

        return time;
    }

    /// <summary>Throws unless the items that are split are the rows of the table.</summary>
    public static void Require(FrameColumn column, int items, string splitter)
    {
        if (items != column.Count)
        {
            throw new HoneDataException($"As many items as rows of the table, {column.Count}.", $"{items} items", splitter, "make the splitter with the table that is split");
        }
    }

    /// <summary>Positions of the rows, the earliest first; rows of one moment in their order.</summary>
    public static int[] Sort(FrameColumn time)
    {
        int[] order = [.. Enumerable.Range(0, time.Count)];
        Array.Sort(order, new RowOrder([(time, false)]));
        return order;
    }
}

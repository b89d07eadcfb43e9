using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The different values of a column in their own order: numbers by size, dates by time, words ordinally.</summary>
internal static class ColumnLevels
{
    public static int Count(FrameColumn column) => Representatives(column, out _).Count(row => row >= 0);

    public static string[] Sorted(FrameColumn column)
    {
        int[] rows = [.. Representatives(column, out _).Where(row => row >= 0)];
        Array.Sort(rows, column.Compare);
        return Array.ConvertAll(rows, row => column.TextAt(row)!);
    }

    /// <summary>The first row of each code that <see cref="FrameColumn.Encode"/> gives; -1 for codes that no row has, and for missing values.</summary>
    public static int[] Representatives(FrameColumn column, out int[] codes)
    {
        codes = new int[column.Count];
        column.Encode(new KeyCodes(), codes);
        int count = 1;
        foreach (int code in codes)
        {
            count = Math.Max(count, code + 1);
        }

        var first = new int[count];
        Array.Fill(first, -1);
        for (int row = codes.Length - 1; row >= 0; row--)
        {
            first[codes[row]] = row;
        }

        first[0] = -1;
        return first;
    }
}

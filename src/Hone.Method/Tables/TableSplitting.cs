using System.Globalization;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Parts the rows of a table into training and validation.</summary>
internal static class TableSplitting
{
    /// <summary>Less says nothing.</summary>
    public const int LeastRows = 20;

    /// <summary>At random.</summary>
    /// <param name="table">The table.</param>
    /// <param name="fraction">The share for validation.</param>
    /// <param name="seed">Decides which.</param>
    /// <param name="classColumn">A column whose values have the same share in both parts; null for none.</param>
    /// <param name="notes">Takes classes that are too rare.</param>
    public static TableRows Random(Frame table, double fraction, long seed, string? classColumn, ProcReport notes)
    {
        Require(table, fraction);
        int[] order = new RandomStream(seed, "table-split").Permutation(table.RowCount);
        if (classColumn is null)
        {
            int count = Math.Max(1, (int)(table.RowCount * fraction));
            return new TableRows(table, [.. order[count..].Order()], [.. order[..count].Order()], "at random");
        }

        // Shuffled within each class, the classes one after the other: every fifth row is for validation, so each class gives its fifth.
        string?[] classes = [.. Enumerable.Range(0, table.RowCount).Select(table[classColumn].TextAt)];
        int[] sorted = [.. order.OrderBy(row => classes[row], StringComparer.Ordinal)];
        var valid = new List<int>();
        for (int i = 0; i < sorted.Length; i++)
        {
            if (Math.Floor((i + 1) * fraction) > Math.Floor(i * fraction))
            {
                valid.Add(sorted[i]);
            }
        }

        HashSet<int> held = [.. valid];
        HashSet<string?> known = [.. sorted.Where(row => !held.Contains(row)).Select(row => classes[row])];
        int[] lonely = [.. valid.Where(row => !known.Contains(classes[row]))];
        notes.Add(new ProcNote(classColumn, "of a class that only validation would have had; kept for training", lonely.Length, lonely.Length == 0 ? null : classes[lonely[0]]));
        held.ExceptWith(lonely);
        return new TableRows(table, [.. sorted.Where(row => !held.Contains(row)).Order()], [.. held.Order()], $"at random, the same share of each {classColumn} in both parts");
    }

    /// <summary>The latest rows are for validation; rows of the same moment stay together.</summary>
    /// <param name="table">The table.</param>
    /// <param name="fraction">The share for validation, about.</param>
    /// <param name="date">The column that orders the rows; null takes the only column of dates.</param>
    /// <param name="notes">Takes rows without a date.</param>
    public static TableRows Time(Frame table, double fraction, string? date, ProcReport notes)
    {
        string name = date ?? OnlyDate(table);
        if (table[name].Kind is ColumnKind.Text or ColumnKind.Bool)
        {
            string? example = Enumerable.Range(0, table.RowCount).Select(table[name].TextAt).FirstOrDefault(text => text is not null);
            throw new HoneDataException("A column of dates or numbers to order the rows by.", $"{name} of kind {table[name].Kind}, such as \"{example}\"", $"column {name}", "write dates as 2026-11-21, or name another column");
        }

        notes.Add(new ProcNote(name, "missing, so that the row has no place in time; left out", table[name].MissingCount));
        Frame sorted = table.Filter(row => !row.IsMissing(name)).Sort(name);
        Require(sorted, fraction);
        FrameColumn moments = sorted[name];
        int wanted = sorted.RowCount - Math.Max(1, (int)(sorted.RowCount * fraction));
        int start = Enumerable.Range(wanted, sorted.RowCount - wanted).FirstOrDefault(IsNew, 0);
        start = start > 0 ? start : Enumerable.Range(1, wanted).LastOrDefault(IsNew, 0);
        if (start == 0)
        {
            throw new HoneDataException("Rows of different moments.", $"\"{moments.TextAt(0)}\" in all {sorted.RowCount} rows", $"column {name}", "name another column, or split at random");
        }

        string words = string.Create(CultureInfo.InvariantCulture, $"by time: validation from {moments.TextAt(start)} on, by {name}");
        return new TableRows(sorted, [.. Enumerable.Range(0, start)], [.. Enumerable.Range(start, sorted.RowCount - start)], words);

        bool IsNew(int row) => moments.TextAt(row) != moments.TextAt(row - 1);
    }

    private static string OnlyDate(Frame table)
    {
        string[] dates = [.. table.Columns.Where(column => column.Kind == ColumnKind.Date).Select(column => column.Name)];
        return dates.Length == 1
            ? dates[0]
            : throw new TableException(ExitCode.Usage, "the column of dates to split by", dates.Length == 0 ? "a table without dates" : $"{dates.Length} of them: {string.Join(", ", dates)}", "the split by time", dates.Length == 0 ? "name a column of numbers that grow with time, or split at random" : $"name one, such as --date {dates[0]}");
    }

    private static void Require(Frame table, double fraction)
    {
        if (fraction is not (> 0 and <= 0.5))
        {
            throw new TableException(ExitCode.Usage, "a share for validation above 0 and at most 0.5", Numbers.Plain(fraction), "the split", "take 0.2");
        }

        RequireRows(table);
    }

    /// <exception cref="HoneDataException">There are too few rows.</exception>
    public static void RequireRows(Frame table)
    {
        if (table.RowCount < LeastRows)
        {
            throw new HoneDataException($"At least {LeastRows} rows to learn from and to score on.", $"{table.RowCount} rows", "the table", "collect more rows; a score on a handful says nothing");
        }
    }
}

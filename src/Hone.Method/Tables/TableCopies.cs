using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Looks for rows to score on that are copies of rows to learn from: a model that remembers is then scored as one that understands.</summary>
/// <remarks>The rule of <see cref="DuplicateRowsCheck"/>, over the columns that are learned from, dates among them. What chance explains in a table of few values is not told.</remarks>
internal static class TableCopies
{
    /// <summary>Notes how many there are.</summary>
    /// <param name="table">The columns that are learned from, and the target.</param>
    /// <param name="rows">The parts.</param>
    /// <param name="target">The column that is predicted.</param>
    /// <param name="notes">Takes the note.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static void Note(Frame table, TableRows rows, string target, ProcReport notes, CancellationToken cancellationToken)
    {
        string[] names = [.. table.Names.Where(name => name != target)];
        UInt128[] hashes = RowHash.Of(table, names, ignoreCase: true, cancellationToken);
        IReadOnlyList<int[]> clusters = DuplicateClusters.Of(hashes);
        Part[] parts = PartsOf(table.RowCount, rows);
        string[] ids = [.. Enumerable.Range(0, table.RowCount).Select(row => $"row {row + 1}")];
        long?[] labels = Labels(table[target]);
        DuplicatePairs pairs = DuplicatePairs.Between(clusters, parts, row => labels[row], ids, Part.Train, Part.Valid);
        if (pairs.Total == 0)
        {
            return;
        }

        CheckedTable described = CheckedTable.Of(table.Without(target), new CheckedTableOptions { Parts = parts });
        ChanceCollisions chance = ChanceCollisions.Between(described, DuplicateClusters.Distinct(table.RowCount, clusters), rows.Train, rows.Valid);
        if (!chance.Explains(pairs.Total))
        {
            notes.Add(new ProcNote(
                "all columns",
                $"rows to score on that equal a row to learn from in every column but {target}: {pairs.ByLabel}, {CheckText.Number(chance.Expected)} pairs expected by chance; scores are too good by what is remembered, so leave the copies out or keep them in one part",
                pairs.Copied,
                pairs.Examples[0]));
        }
    }

    private static Part[] PartsOf(int count, TableRows rows)
    {
        var parts = new Part[count];
        Array.Fill(parts, Part.Gap);
        foreach (int row in rows.Train)
        {
            parts[row] = Part.Train;
        }

        foreach (int row in rows.Valid)
        {
            parts[row] = Part.Valid;
        }

        return parts;
    }

    /// <summary>A number for each different value of the target; null where it is missing.</summary>
    private static long?[] Labels(FrameColumn truth)
    {
        var codes = new Dictionary<string, long>(StringComparer.Ordinal);
        var labels = new long?[truth.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            if (truth.TextAt(row) is { } text)
            {
                codes.TryAdd(text, codes.Count);
                labels[row] = codes[text];
            }
        }

        return labels;
    }
}

using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The rows of a table as series: entity by entity, each in the order of time.</summary>
internal sealed class SeriesOrder
{
    private SeriesOrder(int[] rows, int[] starts)
    {
        Rows = rows;
        Starts = starts;
    }

    /// <summary>Positions in the table, entity after entity, the earliest first.</summary>
    public int[] Rows { get; }

    /// <summary>Where each entity begins in <see cref="Rows"/>, and one more for the end.</summary>
    public int[] Starts { get; }

    /// <summary>Sorts the rows of a table.</summary>
    /// <exception cref="HoneDataException">Times are missing or text, or an entity has two rows of one moment.</exception>
    public static SeriesOrder Of(Frame frame, string time, string? entity)
    {
        FrameColumn times = TimeOrder.Column(frame, time);
        FrameColumn? entities = entity is null ? null : frame[entity];
        if (entities is { MissingCount: > 0 })
        {
            throw new HoneDataException("Every row belongs to an entity.", $"none in {entities.MissingCount} of {entities.Count} rows", $"column {entity}", "leave these rows out");
        }

        int[] keys = entities is null ? new int[frame.RowCount] : RowKeys.Of([entities], out _);
        int[] rows = TimeOrder.Sort(times);

        // Entities in the order in which the table names them; a stable sort keeps the order of time.
        rows = [.. rows.OrderBy(row => keys[row])];
        var starts = new List<int>();
        for (int i = 0; i < rows.Length; i++)
        {
            if (i == 0 || keys[rows[i]] != keys[rows[i - 1]])
            {
                starts.Add(i);
            }
            else if (times.Compare(rows[i - 1], rows[i]) == 0)
            {
                string where = entity is null ? string.Empty : $" of {entity} {frame[entity].TextAt(rows[i])}";
                throw new HoneDataException(
                    "A series has one row a moment.",
                    $"rows {rows[i - 1]} and {rows[i]}{where}, both at {times.TextAt(rows[i])}",
                    $"column {time}",
                    entity is null ? "name the column of entities if the table holds several series" : "sum them up with GroupBy, or leave one out");
            }
        }

        starts.Add(rows.Length);
        return new SeriesOrder(rows, [.. starts]);
    }
}

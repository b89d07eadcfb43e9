namespace Hone.Method;

/// <summary>
/// A backtest needs a series: the rows of an entity in the order of time, each moment once. Without entities the rows of a table are
/// many series at once, of which only the order can be required.
/// </summary>
internal static class SeriesOrder
{
    /// <exception cref="SplitException">Rows are out of order, or an entity has a moment twice; the message has the first three.</exception>
    public static void Require(SplitData data, DateTime[] times, bool byEntity, string where)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        var early = new List<string>();
        var twice = new List<string>();
        for (int row = 0; row < times.Length; row++)
        {
            string entity = byEntity ? data.Groups![row]! : "";
            if (last.TryGetValue(entity, out int before))
            {
                string found = $"{(byEntity ? $"'{entity}' has " : "")}{Moments.Text(times[row])} in row {row} after {Moments.Text(times[before])} in row {before}";
                if (times[row] < times[before])
                {
                    early.Add(found);
                }
                else if (times[row] == times[before] && byEntity)
                {
                    twice.Add(found);
                }
            }

            last[entity] = row;
        }

        if (early.Count > 0)
        {
            throw Broken("rows in the order of time" + (byEntity ? " for each entity" : ""), early, byEntity ? "sort the table by entity and time" : "sort the table by time, or name the column of the entity (--by)");
        }

        if (twice.Count > 0)
        {
            throw Broken("each time once for each entity", twice, "merge the rows of one time, or name the column that tells them apart");
        }

        SplitException Broken(string expected, List<string> found, string advice) =>
            new(ExitCode.BadInput, expected, $"{found.Count} rows that break it: {string.Join("; ", found.Take(3))}", where, advice);
    }
}

namespace Hone.Learn.Data;

/// <summary>Computes the summary of a column.</summary>
internal static class ColumnSummaries
{
    private const int TopValues = 5;

    public static ColumnSummary Of(FrameColumn column)
    {
        var codes = new int[column.Count];
        column.Encode(new KeyCodes(), codes);
        var counts = new Dictionary<int, (int Count, int First)>();
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] != 0)
            {
                counts[codes[row]] = counts.TryGetValue(codes[row], out (int Count, int First) known) ? (known.Count + 1, known.First) : (1, row);
            }
        }

        ValueCount[] top = [.. counts.Values.OrderByDescending(value => value.Count).ThenBy(value => value.First).Take(TopValues).Select(value => new ValueCount(column.TextAt(value.First)!, value.Count))];
        var summary = new ColumnSummary(column.Name, column.Kind, column.Count - column.MissingCount, column.MissingCount, counts.Count, top);
        return column.Kind is ColumnKind.Number or ColumnKind.Integer or ColumnKind.Bool ? WithNumbers(summary, column) : summary;
    }

    private static ColumnSummary WithNumbers(ColumnSummary summary, FrameColumn column)
    {
        double[] all = [.. Enumerable.Range(0, column.Count).Select(column.NumberAt).Where(value => !double.IsNaN(value))];
        double[] values = [.. all.Where(double.IsFinite).Order()];
        if (values.Length == 0)
        {
            return summary with { Infinite = all.Length };
        }

        double mean = NumberSummary.Mean(values);
        return summary with
        {
            Infinite = all.Length - values.Length,
            Mean = mean,
            Std = NumberSummary.Deviation(values, mean, 1),
            Min = values[0],
            LowerQuartile = NumberSummary.Quantile(values, 0.25),
            Median = NumberSummary.Quantile(values, 0.5),
            UpperQuartile = NumberSummary.Quantile(values, 0.75),
            Max = values[^1],
        };
    }
}

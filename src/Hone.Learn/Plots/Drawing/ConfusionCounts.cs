namespace Hone.Learn.Plots.Drawing;

/// <summary>A square matrix of counts with its sums. counts: [actual, predicted].</summary>
internal sealed class ConfusionCounts
{
    private readonly long[,] _counts;
    private readonly long[] _rowTotals;
    private readonly long[] _columnTotals;

    public ConfusionCounts(long[,] counts)
    {
        _counts = counts;
        ClassCount = counts.GetLength(0);
        _rowTotals = new long[ClassCount];
        _columnTotals = new long[ClassCount];
        for (int actual = 0; actual < ClassCount; actual++)
        {
            for (int predicted = 0; predicted < ClassCount; predicted++)
            {
                _rowTotals[actual] += counts[actual, predicted];
                _columnTotals[predicted] += counts[actual, predicted];
            }

            Correct += counts[actual, actual];
        }

        Total = _rowTotals.Sum();
    }

    public int ClassCount { get; }

    public long Total { get; }

    public long Correct { get; }

    public long this[int actual, int predicted] => _counts[actual, predicted];

    public long RowTotal(int actual) => _rowTotals[actual];

    public long ColumnTotal(int predicted) => _columnTotals[predicted];
}

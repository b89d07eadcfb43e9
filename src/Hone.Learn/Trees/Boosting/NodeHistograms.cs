namespace Hone.Learn;

/// <summary>
/// The histograms of nodes: for each bin of each column what its rows add up to. A node's rows lie apart in memory, so they are fetched first, many at once, and then added to
/// up to four columns at a time: rows often fall into the same bin one after the other, and while an addition waits for the one before, those of other columns go on.
/// </summary>
internal sealed class NodeHistograms(BinnedTable table)
{
    /// <summary>Most columns that are added up in one call.</summary>
    public const int MostColumns = 16;

    // Rows that are fetched for these columns at once: they fill a part of the nearest cache.
    private const int RowsAtOnce = 256;

    private readonly List<HistogramBin[]> _histograms = [];
    private readonly Stack<int> _free = new();

    /// <summary>A histogram that nobody uses; what it holds means nothing.</summary>
    public int Rent()
    {
        if (_free.TryPop(out int histogram))
        {
            return histogram;
        }

        _histograms.Add(new HistogramBin[table.HistogramLength]);
        return _histograms.Count - 1;
    }

    /// <summary>Gives a histogram back.</summary>
    public void Return(int histogram) => _free.Push(histogram);

    /// <summary>The bins of a column, the one for missing values last.</summary>
    public Span<HistogramBin> OfFeature(int histogram, int feature) => OfFeature(_histograms[histogram], feature);

    /// <summary>Adds up rows in the columns [first, end).</summary>
    public void AddUp(int histogram, ReadOnlySpan<int> rows, int first, int end, ReadOnlySpan<Derivatives> derivatives)
    {
        HistogramBin[] sums = _histograms[histogram];
        sums.AsSpan(table.Starts[first]..(table.Starts[end - 1] + table.Bins[end - 1] + 1)).Clear();
        Span<uint> bins = stackalloc uint[RowsAtOnce * MostColumns / BinnedTable.Together];
        Span<Derivatives> fetched = stackalloc Derivatives[RowsAtOnce];

        // Stands in for a column beyond the last of the block: an addition costs less than asking whether there is one.
        Span<HistogramBin> nothing = stackalloc HistogramBin[BinMapper.MostBins + 1];
        for (int start = 0; start < rows.Length; start += RowsAtOnce)
        {
            ReadOnlySpan<int> some = rows.Slice(start, Math.Min(RowsAtOnce, rows.Length - start));
            for (int i = 0; i < some.Length; i++)
            {
                fetched[i] = derivatives[some[i]];
            }

            for (int column = first; column < end; column += BinnedTable.Together)
            {
                table.Fetch(some, column, bins.Slice((column - first) / BinnedTable.Together * RowsAtOnce, some.Length));
            }

            for (int column = first; column < end; column += BinnedTable.Together)
            {
                ReadOnlySpan<uint> words = bins.Slice((column - first) / BinnedTable.Together * RowsAtOnce, some.Length);
                Span<HistogramBin> sums0 = OfFeature(sums, column);
                Span<HistogramBin> sums1 = column + 1 < end ? OfFeature(sums, column + 1) : nothing;
                if (column + 2 >= end)
                {
                    AddPair(words, fetched, sums0, sums1);
                    continue;
                }

                AddFour(words, fetched, sums0, sums1, OfFeature(sums, column + 2), column + 3 < end ? OfFeature(sums, column + 3) : nothing);
            }
        }
    }

    /// <summary>What is left of a parent's bins when those of one child are taken away.</summary>
    public static void Subtract(Span<HistogramBin> from, ReadOnlySpan<HistogramBin> what)
    {
        what = what[..from.Length];
        for (int bin = 0; bin < from.Length; bin++)
        {
            from[bin].Gradient -= what[bin].Gradient;
            from[bin].Hessian -= what[bin].Hessian;
            from[bin].Count -= what[bin].Count;
        }
    }

    private static void AddFour(ReadOnlySpan<uint> words, ReadOnlySpan<Derivatives> rows, Span<HistogramBin> sums0, Span<HistogramBin> sums1, Span<HistogramBin> sums2, Span<HistogramBin> sums3)
    {
        rows = rows[..words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            uint word = words[i];
            double gradient = rows[i].Gradient;
            double hessian = rows[i].Hessian;
            sums0[(byte)word].Add(gradient, hessian);
            sums1[(byte)(word >> 8)].Add(gradient, hessian);
            sums2[(byte)(word >> 16)].Add(gradient, hessian);
            sums3[(byte)(word >> 24)].Add(gradient, hessian);
        }
    }

    private static void AddPair(ReadOnlySpan<uint> words, ReadOnlySpan<Derivatives> rows, Span<HistogramBin> sums0, Span<HistogramBin> sums1)
    {
        rows = rows[..words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            uint word = words[i];
            double gradient = rows[i].Gradient;
            double hessian = rows[i].Hessian;
            sums0[(byte)word].Add(gradient, hessian);
            sums1[(byte)(word >> 8)].Add(gradient, hessian);
        }
    }

    private Span<HistogramBin> OfFeature(HistogramBin[] histogram, int feature) => histogram.AsSpan(table.Starts[feature], table.Bins[feature] + 1);
}

namespace Hone.Learn;

/// <summary>
/// Cuts each column into at most 255 bins: one per distinct value where there are few enough, otherwise about equally full ones. A categorical column has one bin per
/// category. The bin after a column's last is for missing values.
/// </summary>
internal sealed class BinMapper
{
    /// <summary>The most bins of a column, without the one for missing values.</summary>
    public const int MostBins = 255;

    private const int MostRowsLookedAt = 200_000;

    private readonly float[][] _thresholds;
    private readonly int[]?[] _codes;
    private readonly byte[]?[] _binOfCode;

    private BinMapper(int columns)
    {
        _thresholds = new float[columns][];
        _codes = new int[columns][];
        _binOfCode = new byte[columns][];
        Bins = new int[columns];
    }

    /// <summary>Number of bins of each column, without the one for missing values.</summary>
    public int[] Bins { get; }

    public static BinMapper Fit(TreeData data, int maxBins, RandomStream random, TreeWork work)
    {
        var mapper = new BinMapper(data.Columns);
        int[]? sample = null;
        if (data.Rows > MostRowsLookedAt)
        {
            sample = random.Permutation(data.Rows)[..MostRowsLookedAt];
        }

        work.For(data.Columns, c =>
        {
            if (data.IsCategorical(c))
            {
                mapper.FitCodes(c, data, maxBins);
                return;
            }

            mapper._thresholds[c] = Thresholds(data.Column(c), sample, maxBins);
            mapper.Bins[c] = mapper._thresholds[c].Length + 1;
        });
        return mapper;
    }

    public bool IsCategorical(int column) => _codes[column] is not null;

    /// <summary>The largest value of a bin; infinity for the last.</summary>
    public float Threshold(int column, int bin) => bin < _thresholds[column].Length ? _thresholds[column][bin] : float.PositiveInfinity;

    /// <summary>The codes of a categorical column, one per bin, ascending.</summary>
    public ReadOnlySpan<int> Codes(int column) => _codes[column];

    /// <summary>The bins of the rows.</summary>
    public BinnedTable Map(TreeData data, TreeWork work)
    {
        var bins = new byte[data.Columns][];
        work.For(data.Columns, c =>
        {
            bins[c] = new byte[data.Rows];
            if (IsCategorical(c))
            {
                MapCodes(_binOfCode[c], data.Column(c), (byte)Bins[c], bins[c]);
            }
            else
            {
                MapValues(_thresholds[c], data.Column(c), (byte)Bins[c], bins[c]);
            }
        });
        return new BinnedTable(bins, Bins, work);
    }

    private void FitCodes(int c, TreeData data, int maxBins)
    {
        var isThere = new bool[TreeData.MaxCode + 1];
        foreach (float value in data.Column(c))
        {
            if (!float.IsNaN(value))
            {
                isThere[(int)value] = true;
            }
        }

        int[] codes = [.. Enumerable.Range(0, isThere.Length).Where(code => isThere[code])];
        if (codes.Length > maxBins)
        {
            throw new HoneDataException(
                $"At most {maxBins} categories in a column (HistGradientBoostingOptions.MaxBins).",
                $"{codes.Length} categories",
                $"categorical column \"{data.Names[c]}\"",
                "put rare categories together, replace them by their mean target inside folds, or take the codes as numbers");
        }

        var binOfCode = new byte[codes.Length == 0 ? 0 : codes[^1] + 1];
        Array.Fill(binOfCode, (byte)codes.Length);
        for (int bin = 0; bin < codes.Length; bin++)
        {
            binOfCode[codes[bin]] = (byte)bin;
        }

        _codes[c] = codes;
        _binOfCode[c] = binOfCode;
        _thresholds[c] = [];
        Bins[c] = codes.Length;
    }

    private static float[] Thresholds(ReadOnlySpan<float> column, int[]? sample, int maxBins)
    {
        float[] sorted = Present(column, sample);
        FloatSort.Sort(sorted);
        var distinct = new List<float>();
        foreach (float value in sorted)
        {
            if (distinct.Count == 0 || value != distinct[^1])
            {
                distinct.Add(value);
            }
        }

        if (distinct.Count <= maxBins)
        {
            var middles = new float[Math.Max(0, distinct.Count - 1)];
            for (int i = 0; i < middles.Length; i++)
            {
                middles[i] = RankedColumn.Halfway(distinct[i], distinct[i + 1]);
            }

            return middles;
        }

        var thresholds = new List<float>();
        for (int i = 1; i < maxBins; i++)
        {
            // The quantile halfway between its two neighbors in the sorted values, as NumPy's "midpoint".
            double place = (double)i / maxBins * (sorted.Length - 1);
            int below = (int)Math.Floor(place);
            int above = (int)Math.Ceiling(place);
            float threshold = sorted[below] == sorted[above] ? sorted[below] : RankedColumn.Halfway(sorted[below], sorted[above]);
            if (thresholds.Count == 0 || threshold > thresholds[^1])
            {
                thresholds.Add(threshold);
            }
        }

        return [.. thresholds];
    }

    private static float[] Present(ReadOnlySpan<float> column, int[]? sample)
    {
        var values = new List<float>(sample?.Length ?? column.Length);
        if (sample is null)
        {
            foreach (float value in column)
            {
                if (!float.IsNaN(value))
                {
                    values.Add(value);
                }
            }

            return [.. values];
        }

        foreach (int row in sample)
        {
            if (!float.IsNaN(column[row]))
            {
                values.Add(column[row]);
            }
        }

        return [.. values];
    }

    /// <summary>Each value's bin is the first whose threshold is not below the value.</summary>
    private static void MapValues(ReadOnlySpan<float> thresholds, ReadOnlySpan<float> values, byte missing, Span<byte> bins)
    {
        // Filled up with infinity, so that every search takes the same eight steps: the processor then does those of several values at once.
        Span<float> ends = stackalloc float[MostBins + 1];
        ends.Fill(float.PositiveInfinity);
        thresholds.CopyTo(ends);
        for (int row = 0; row < values.Length; row++)
        {
            float value = values[row];
            int bin = 0;
            for (int half = (MostBins + 1) / 2; half > 0; half >>= 1)
            {
                bin += ends[bin + half - 1] < value ? half : 0;
            }

            bins[row] = float.IsNaN(value) ? missing : (byte)bin;
        }
    }

    private static void MapCodes(ReadOnlySpan<byte> binOfCode, ReadOnlySpan<float> values, byte missing, Span<byte> bins)
    {
        for (int row = 0; row < values.Length; row++)
        {
            float value = values[row];
            bins[row] = value >= 0 && value < binOfCode.Length ? binOfCode[(int)value] : missing;
        }
    }
}

namespace Hone.Learn;

/// <summary>Smoothed mean targets by code.</summary>
internal sealed class CategoryMeans
{
    private readonly double[] _sums;
    private readonly int[] _counts;
    private readonly double _smoothing;

    private CategoryMeans(double[] sums, int[] counts, double smoothing)
    {
        _sums = sums;
        _counts = counts;
        _smoothing = smoothing;
        int count = counts.Sum();
        Prior = count == 0 ? 0 : sums.Sum() / count;
    }

    /// <summary>The mean over all rows.</summary>
    public double Prior { get; }

    public double this[int code] => _counts[code] == 0 ? Prior : (_sums[code] + (_smoothing * Prior)) / (_counts[code] + _smoothing);

    public static CategoryMeans Of(int[] codes, double[] targets, int count, Func<int, bool> isIncluded, double smoothing)
    {
        var sums = new double[count];
        var counts = new int[count];
        for (int row = 0; row < codes.Length; row++)
        {
            if (isIncluded(row))
            {
                sums[codes[row]] += targets[row];
                counts[codes[row]]++;
            }
        }

        return new CategoryMeans(sums, counts, smoothing);
    }
}

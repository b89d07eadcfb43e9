using System.Buffers;

namespace Hone.Learn;

/// <summary>
/// A column as ranks: the code of a value is its place among the distinct values, so comparing codes is comparing values, and splits found on codes are exact.
/// </summary>
/// <remarks>A column of more than 65,535 distinct values shares codes between neighbors, about as many rows to each.</remarks>
internal sealed class RankedColumn
{
    /// <summary>Codes that 16 bits leave beside the one for missing values.</summary>
    public const int MaxBins = 65_535;

    private readonly float[] _lower;
    private readonly float[] _upper;

    private RankedColumn(ushort[] codes, float[] lower, float[] upper, bool hasMissing)
    {
        Codes = codes;
        _lower = lower;
        _upper = upper;
        HasMissing = hasMissing;
    }

    /// <summary>One code per row; <see cref="Bins"/> for a missing value.</summary>
    public ushort[] Codes { get; }

    /// <summary>Number of codes of values.</summary>
    public int Bins => _lower.Length;

    public bool HasMissing { get; }

    public static RankedColumn Create(ReadOnlySpan<float> values)
    {
        float[] sorted = ArrayPool<float>.Shared.Rent(values.Length);
        int[] rows = ArrayPool<int>.Shared.Rent(values.Length);
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (!float.IsNaN(values[row]))
            {
                sorted[count] = values[row];
                rows[count] = row;
                count++;
            }
        }

        FloatSort.Sort(sorted.AsSpan(0, count), rows.AsSpan(0, count));
        int distinct = Distinct(sorted.AsSpan(0, count));
        var lower = new float[Math.Min(distinct, MaxBins)];
        var upper = new float[lower.Length];
        var codes = new ushort[values.Length];
        bool isExact = distinct <= MaxBins;
        int code = -1;
        long lastShare = -1;
        for (int i = 0; i < count; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                // A value that begins in a new 65,535th part of the rows begins a new code.
                long share = (long)i * MaxBins / count;
                if (isExact || share != lastShare)
                {
                    code++;
                    lower[code] = sorted[i];
                    lastShare = share;
                }
            }

            upper[code] = sorted[i];
            codes[rows[i]] = (ushort)code;
        }

        int bins = code + 1;
        if (count < values.Length)
        {
            for (int row = 0; row < values.Length; row++)
            {
                if (float.IsNaN(values[row]))
                {
                    codes[row] = (ushort)bins;
                }
            }
        }

        ArrayPool<float>.Shared.Return(sorted);
        ArrayPool<int>.Shared.Return(rows);
        return new RankedColumn(codes, lower[..bins], upper[..bins], count < values.Length);
    }

    /// <summary>The number halfway between two codes: the largest value of the lower goes left, the smallest of the upper goes right.</summary>
    public float Midpoint(int below, int above) => Halfway(_upper[below], _lower[above]);

    /// <summary>A number t with <c>low &lt;= t &lt; high</c>, halfway where Float32 has one there.</summary>
    public static float Halfway(float low, float high)
    {
        float middle = (float)(((double)low + high) / 2);
        return middle < high ? middle : low;
    }

    /// <summary>A threshold drawn evenly between the smallest and the largest value of some codes; the largest always goes right.</summary>
    public float Draw(int lowest, int highest, double uniform)
    {
        double low = _lower[lowest];
        double high = _upper[highest];
        float drawn = (float)(low + (uniform * (high - low)));
        return drawn < _lower[highest] ? drawn : Halfway(_upper[lowest], _lower[highest]);
    }

    /// <summary>The last code whose values go left at a threshold.</summary>
    public int LastLeft(float threshold, int lowest, int highest)
    {
        int low = lowest;
        int high = highest;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (_lower[middle] <= threshold)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private static int Distinct(ReadOnlySpan<float> sorted)
    {
        int distinct = sorted.Length == 0 ? 0 : 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1])
            {
                distinct++;
            }
        }

        return distinct;
    }
}

using System.Buffers;

namespace Hone.Learn;

/// <summary>
/// Sorts floats without NaN, upwards, by three passes over 11 bits each (radix sort): several times faster than comparing where there are many. Equal values keep their
/// order; minus zero comes before zero.
/// </summary>
internal static class FloatSort
{
    private const int Passes = 3;
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;
    private const uint SignBit = 0x8000_0000;

    /// <summary>Sorts values.</summary>
    public static void Sort(Span<float> values) => Sort(values, []);

    /// <summary>Sorts values, and rows with them.</summary>
    /// <param name="values">The values.</param>
    /// <param name="rows">One row per value, or none at all.</param>
    public static void Sort(Span<float> values, Span<int> rows)
    {
        // Lent arrays: one sort follows another, one for each column of a table.
        uint[] lentKeys = ArrayPool<uint>.Shared.Rent(values.Length);
        uint[] lentOtherKeys = ArrayPool<uint>.Shared.Rent(values.Length);
        int[] lentOtherRows = ArrayPool<int>.Shared.Rent(rows.Length);
        Span<uint> keys = lentKeys.AsSpan(0, values.Length);
        var starts = new int[Passes * Buckets];
        for (int i = 0; i < keys.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(values[i]);
            uint key = (bits & SignBit) != 0 ? ~bits : bits | SignBit;
            keys[i] = key;
            for (int pass = 0; pass < Passes; pass++)
            {
                starts[(pass * Buckets) + Digit(key, pass)]++;
            }
        }

        // The rows given and a second list take turns.
        Span<uint> otherKeys = lentOtherKeys.AsSpan(0, values.Length);
        Span<int> otherRows = lentOtherRows.AsSpan(0, rows.Length);
        bool isInOther = false;
        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> of = starts.AsSpan(pass * Buckets, Buckets);
            if (keys.Length == 0 || of[Digit(keys[0], pass)] == keys.Length)
            {
                continue;
            }

            Accumulate(of);
            Scatter(keys, isInOther ? otherRows : rows, otherKeys, isInOther ? rows : otherRows, of, pass);
            Span<uint> swap = keys;
            keys = otherKeys;
            otherKeys = swap;
            isInOther = !isInOther;
        }

        if (isInOther)
        {
            otherRows.CopyTo(rows);
        }

        for (int i = 0; i < keys.Length; i++)
        {
            uint key = keys[i];
            values[i] = BitConverter.UInt32BitsToSingle((key & SignBit) != 0 ? key & ~SignBit : ~key);
        }

        ArrayPool<uint>.Shared.Return(lentKeys);
        ArrayPool<uint>.Shared.Return(lentOtherKeys);
        ArrayPool<int>.Shared.Return(lentOtherRows);
    }

    private static int Digit(uint key, int pass) => (int)((key >> (pass * Bits)) & (Buckets - 1));

    private static void Accumulate(Span<int> counts)
    {
        int sum = 0;
        foreach (ref int count in counts)
        {
            (count, sum) = (sum, sum + count);
        }
    }

    private static void Scatter(ReadOnlySpan<uint> keys, ReadOnlySpan<int> rows, Span<uint> toKeys, Span<int> toRows, Span<int> starts, int pass)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            int at = starts[Digit(keys[i], pass)]++;
            toKeys[at] = keys[i];
            if (i < rows.Length)
            {
                toRows[at] = rows[i];
            }
        }
    }
}

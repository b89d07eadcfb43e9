namespace Hone.Learn.Data;

/// <summary>The inverse DCT that gives a block at a quarter of its size, 2x2: DC and the odd frequencies, as libjpeg does.</summary>
internal static class JpegTransform2
{
    private const int FractionBits = 13;
    private const int KeptBits = 2;

    public static void Inverse(ReadOnlySpan<short> block, ReadOnlySpan<ushort> quantization, Span<byte> samples, int stride)
    {
        Span<int> upper = stackalloc int[8];
        Span<int> lower = stackalloc int[8];
        for (int x = 0; x < 8; x++)
        {
            if (x is 2 or 4 or 6)
            {
                continue;
            }

            (upper[x], lower[x]) = Pass(
                block[x] * quantization[x],
                block[8 + x] * quantization[8 + x],
                block[24 + x] * quantization[24 + x],
                block[40 + x] * quantization[40 + x],
                block[56 + x] * quantization[56 + x],
                FractionBits - KeptBits + 2);
        }

        Row(upper, samples);
        Row(lower, samples[stride..]);
    }

    private static void Row(ReadOnlySpan<int> row, Span<byte> samples)
    {
        (int left, int right) = Pass(row[0], row[1], row[3], row[5], row[7], FractionBits + KeptBits + 3 + 2);
        samples[0] = (byte)Math.Clamp(left + 128, 0, 255);
        samples[1] = (byte)Math.Clamp(right + 128, 0, 255);
    }

    private static (int First, int Second) Pass(int x0, int x1, int x3, int x5, int x7, int shift)
    {
        int mean = (x0 << (FractionBits + 2)) + (1 << (shift - 1));
        int odd = (x7 * -5906) + (x5 * 6967) - (x3 * 10426) + (x1 * 29692); // 0.720959822, 0.850430095, 1.272758580, 3.624509785
        return ((mean + odd) >> shift, (mean - odd) >> shift);
    }
}

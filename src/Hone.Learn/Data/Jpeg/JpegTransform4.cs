namespace Hone.Learn.Data;

/// <summary>The inverse DCT that gives a block at half size, 4x4, from its lower frequencies: the odd part of the 8-point transform reduced, as libjpeg does.</summary>
internal static class JpegTransform4
{
    private const int FractionBits = 13;
    private const int KeptBits = 2;
    private const int Size = 4;

    public static void Inverse(ReadOnlySpan<short> block, ReadOnlySpan<ushort> quantization, Span<byte> samples, int stride)
    {
        // Column by column: [4 rows, 8 columns]; column 4 does not matter to the second pass.
        Span<int> columns = stackalloc int[Size * 8];
        Span<int> places = stackalloc int[Size];
        for (int x = 0; x < 8; x++)
        {
            if (x == 4)
            {
                continue;
            }

            Pass(
                block[x] * quantization[x],
                block[8 + x] * quantization[8 + x],
                block[16 + x] * quantization[16 + x],
                block[24 + x] * quantization[24 + x],
                block[40 + x] * quantization[40 + x],
                block[48 + x] * quantization[48 + x],
                block[56 + x] * quantization[56 + x],
                FractionBits - KeptBits + 1,
                places);
            for (int y = 0; y < Size; y++)
            {
                columns[(y * 8) + x] = places[y];
            }
        }

        for (int y = 0; y < Size; y++)
        {
            ReadOnlySpan<int> row = columns.Slice(y * 8, 8);
            Pass(row[0], row[1], row[2], row[3], row[5], row[6], row[7], FractionBits + KeptBits + 3 + 1, places);
            for (int x = 0; x < Size; x++)
            {
                samples[(y * stride) + x] = (byte)Math.Clamp(places[x] + 128, 0, 255);
            }
        }
    }

    private static void Pass(int x0, int x1, int x2, int x3, int x5, int x6, int x7, int shift, Span<int> places)
    {
        int half = 1 << (shift - 1);
        int even = (x2 * 15137) - (x6 * 6270); // 1.847759065, 0.765366865
        int mean = (x0 << (FractionBits + 1)) + half;
        int inner = (x7 * -1730) + (x5 * 11893) - (x3 * 17799) + (x1 * 8697); // 0.211164243, 1.451774981, 2.172734803, 1.061594337
        int outer = (x7 * -4176) - (x5 * 4926) + (x3 * 7373) + (x1 * 20995); // 0.509795579, 0.601344887, 0.899976223, 2.562915447
        places[0] = (mean + even + outer) >> shift;
        places[1] = (mean - even + inner) >> shift;
        places[2] = (mean - even - inner) >> shift;
        places[3] = (mean + even - outer) >> shift;
    }
}

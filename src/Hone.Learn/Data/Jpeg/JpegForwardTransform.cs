namespace Hone.Learn.Data;

/// <summary>The forward 8x8 DCT that belongs to <see cref="JpegTransform8"/>, in the same arithmetic; its results are 8 times too large.</summary>
internal static class JpegForwardTransform
{
    private const int FractionBits = 13;
    private const int KeptBits = 2;

    /// <summary>Transforms 64 samples around zero in place.</summary>
    public static void Apply(Span<int> block)
    {
        for (int y = 0; y < 8; y++)
        {
            Pass(block.Slice(y * 8, 8), 1, FractionBits - KeptBits, KeptBits, 0);
        }

        for (int x = 0; x < 8; x++)
        {
            Pass(block[x..], 8, FractionBits + KeptBits, 0, KeptBits);
        }
    }

    private static void Pass(Span<int> x, int step, int shift, int scaleUp, int scaleDown)
    {
        int x7 = x[7 * step];
        int sum0 = x[0] + x7;
        int odd3 = x[0] - x7;
        int sum1 = x[step] + x[6 * step];
        int odd2 = x[step] - x[6 * step];
        int sum2 = x[2 * step] + x[5 * step];
        int odd1 = x[2 * step] - x[5 * step];
        int sum3 = x[3 * step] + x[4 * step];
        int odd0 = x[3 * step] - x[4 * step];

        // Even part.
        int even0 = sum0 + sum3;
        int even3 = sum0 - sum3;
        int even1 = sum1 + sum2;
        int even2 = sum1 - sum2;
        int half = 1 << (shift - 1);
        int small = scaleDown == 0 ? 0 : 1 << (scaleDown - 1);
        int rotated = ((even2 + even3) * 4433) + half; // 0.541196100
        x[0] = (((even0 + even1) << scaleUp) + small) >> scaleDown;
        x[4 * step] = (((even0 - even1) << scaleUp) + small) >> scaleDown;
        x[2 * step] = (rotated + (even3 * 6270)) >> shift; // 0.765366865
        x[6 * step] = (rotated - (even2 * 15137)) >> shift; // 1.847759065

        // Odd part.
        int z1 = (odd0 + odd3) * -7373; // 0.899976223
        int z2 = (odd1 + odd2) * -20995; // 2.562915447
        int z3 = odd0 + odd2;
        int z4 = odd1 + odd3;
        int z5 = ((z3 + z4) * 9633) + half; // 1.175875602
        z3 = (z3 * -16069) + z5; // 1.961570560
        z4 = (z4 * -3196) + z5; // 0.390180644
        x[7 * step] = ((odd0 * 2446) + z1 + z3) >> shift; // 0.298631336
        x[5 * step] = ((odd1 * 16819) + z2 + z4) >> shift; // 2.053119869
        x[3 * step] = ((odd2 * 25172) + z2 + z3) >> shift; // 3.072711026
        x[step] = ((odd3 * 12299) + z1 + z4) >> shift; // 1.501321110
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Learn.Data;

/// <summary>The forward 8x8 DCT that belongs to <see cref="JpegTransform8"/>, in the same arithmetic; its results are 8 times too large.</summary>
internal static class JpegForwardTransform
{
    private const int FractionBits = 13;
    private const int KeptBits = 2;
    private const int Lanes = 8;

    /// <summary>Transforms 64 samples around zero in place: rows first, then columns, eight side by side in the lanes of vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<int> block)
    {
        Vector256<int> a = Vector256.Create(block.Slice(0 * Lanes, Lanes));
        Vector256<int> b = Vector256.Create(block.Slice(1 * Lanes, Lanes));
        Vector256<int> c = Vector256.Create(block.Slice(2 * Lanes, Lanes));
        Vector256<int> d = Vector256.Create(block.Slice(3 * Lanes, Lanes));
        Vector256<int> e = Vector256.Create(block.Slice(4 * Lanes, Lanes));
        Vector256<int> f = Vector256.Create(block.Slice(5 * Lanes, Lanes));
        Vector256<int> g = Vector256.Create(block.Slice(6 * Lanes, Lanes));
        Vector256<int> h = Vector256.Create(block.Slice(7 * Lanes, Lanes));
        JpegTransform8.Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Pass(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, FractionBits - KeptBits);
        a <<= KeptBits;
        e <<= KeptBits;
        JpegTransform8.Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Pass(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, FractionBits + KeptBits);
        Vector256<int> half = Vector256.Create(1 << (KeptBits - 1));
        a = (a + half) >> KeptBits;
        e = (e + half) >> KeptBits;
        a.CopyTo(block);
        b.CopyTo(block[(1 * Lanes)..]);
        c.CopyTo(block[(2 * Lanes)..]);
        d.CopyTo(block[(3 * Lanes)..]);
        e.CopyTo(block[(4 * Lanes)..]);
        f.CopyTo(block[(5 * Lanes)..]);
        g.CopyTo(block[(6 * Lanes)..]);
        h.CopyTo(block[(7 * Lanes)..]);
    }

    /// <summary>One dimension in all lanes: x0 .. x7 are places before, frequencies after; x0 and x4 are sums that are still to be scaled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector256<int> x0,
        ref Vector256<int> x1,
        ref Vector256<int> x2,
        ref Vector256<int> x3,
        ref Vector256<int> x4,
        ref Vector256<int> x5,
        ref Vector256<int> x6,
        ref Vector256<int> x7,
        int shift)
    {
        Vector256<int> half = Vector256.Create(1 << (shift - 1));
        Vector256<int> sum0 = x0 + x7;
        Vector256<int> odd3 = x0 - x7;
        Vector256<int> sum1 = x1 + x6;
        Vector256<int> odd2 = x1 - x6;
        Vector256<int> sum2 = x2 + x5;
        Vector256<int> odd1 = x2 - x5;
        Vector256<int> sum3 = x3 + x4;
        Vector256<int> odd0 = x3 - x4;

        // Even part.
        Vector256<int> even0 = sum0 + sum3;
        Vector256<int> even3 = sum0 - sum3;
        Vector256<int> even1 = sum1 + sum2;
        Vector256<int> even2 = sum1 - sum2;
        Vector256<int> rotated = ((even2 + even3) * 4433) + half; // 0.541196100
        x0 = even0 + even1;
        x4 = even0 - even1;
        x2 = (rotated + (even3 * 6270)) >> shift; // 0.765366865
        x6 = (rotated - (even2 * 15137)) >> shift; // 1.847759065

        // Odd part.
        Vector256<int> z1 = (odd0 + odd3) * -7373; // 0.899976223
        Vector256<int> z2 = (odd1 + odd2) * -20995; // 2.562915447
        Vector256<int> z3 = odd0 + odd2;
        Vector256<int> z4 = odd1 + odd3;
        Vector256<int> z5 = ((z3 + z4) * 9633) + half; // 1.175875602
        z3 = (z3 * -16069) + z5; // 1.961570560
        z4 = (z4 * -3196) + z5; // 0.390180644
        x7 = ((odd0 * 2446) + z1 + z3) >> shift; // 0.298631336
        x5 = ((odd1 * 16819) + z2 + z4) >> shift; // 2.053119869
        x3 = ((odd2 * 25172) + z2 + z3) >> shift; // 3.072711026
        x1 = ((odd3 * 12299) + z1 + z4) >> shift; // 1.501321110
    }
}

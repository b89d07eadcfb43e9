using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hone.Learn.Data;

/// <summary>
/// The inverse 8x8 DCT of Loeffler, Ligtenberg and Moschytz (1989) in integers with 13 fraction bits, scaled and rounded like libjpeg's "slow"
/// transform, so that samples are equal to its. Eight columns, then eight rows, are transformed side by side in the lanes of vectors.
/// </summary>
internal static class JpegTransform8
{
    private const int FractionBits = 13;

    /// <summary>The columns keep this many bits more than the rows need, for the rounding of the second pass.</summary>
    private const int KeptBits = 2;

    /// <summary>Half of what is shifted out behind the rows, and the 128 that samples are shifted by.</summary>
    private const int Bias = (1 << (FractionBits + KeptBits + 2)) + (128 << (FractionBits + KeptBits + 3));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse(ReadOnlySpan<short> block, ReadOnlySpan<ushort> quantization, Span<byte> samples, int stride)
    {
        Vector256<int> a = Row(block, quantization, 0);
        Vector256<int> b = Row(block, quantization, 1);
        Vector256<int> c = Row(block, quantization, 2);
        Vector256<int> d = Row(block, quantization, 3);
        Vector256<int> e = Row(block, quantization, 4);
        Vector256<int> f = Row(block, quantization, 5);
        Vector256<int> g = Row(block, quantization, 6);
        Vector256<int> h = Row(block, quantization, 7);
        Pass(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, Vector256.Create(1 << (FractionBits - KeptBits - 1)), FractionBits - KeptBits);
        Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Pass(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, Vector256.Create(Bias), FractionBits + KeptBits + 3);
        if (Avx2.IsSupported)
        {
            StorePacked(a, b, c, d, e, f, g, h, samples, stride);
        }
        else
        {
            Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
            Store(a, samples);
            Store(b, samples[stride..]);
            Store(c, samples[(2 * stride)..]);
            Store(d, samples[(3 * stride)..]);
            Store(e, samples[(4 * stride)..]);
            Store(f, samples[(5 * stride)..]);
            Store(g, samples[(6 * stride)..]);
            Store(h, samples[(7 * stride)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Row(ReadOnlySpan<short> block, ReadOnlySpan<ushort> quantization, int row)
    {
        (Vector128<int> left, Vector128<int> right) = Vector128.Widen(Vector128.Create(block.Slice(row * 8, 8)));
        (Vector128<uint> leftStep, Vector128<uint> rightStep) = Vector128.Widen(Vector128.Create(quantization.Slice(row * 8, 8)));
        return Vector256.Create(left, right) * Vector256.Create(leftStep, rightStep).AsInt32();
    }

    /// <summary>One dimension in all lanes: x0 .. x7 are frequencies before, places after.</summary>
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
        Vector256<int> bias,
        int shift)
    {
        // Even part: a rotation of x2 and x6 by sqrt(2) c6, butterflies with x0 and x4.
        Vector256<int> rotated = (x2 + x6) * 4433; // 0.541196100
        Vector256<int> low = rotated - (x6 * 15137); // 1.847759065
        Vector256<int> high = rotated + (x2 * 6270); // 0.765366865
        Vector256<int> sum = ((x0 + x4) << FractionBits) + bias;
        Vector256<int> difference = ((x0 - x4) << FractionBits) + bias;
        Vector256<int> even0 = sum + high;
        Vector256<int> even3 = sum - high;
        Vector256<int> even1 = difference + low;
        Vector256<int> even2 = difference - low;

        // Odd part: x7, x5, x3, x1 through the flow graph of the paper.
        Vector256<int> z1 = (x7 + x1) * -7373; // 0.899976223
        Vector256<int> z2 = (x5 + x3) * -20995; // 2.562915447
        Vector256<int> z3 = x7 + x3;
        Vector256<int> z4 = x5 + x1;
        Vector256<int> z5 = (z3 + z4) * 9633; // 1.175875602
        z3 = (z3 * -16069) + z5; // 1.961570560
        z4 = (z4 * -3196) + z5; // 0.390180644
        Vector256<int> odd0 = (x7 * 2446) + z1 + z3; // 0.298631336
        Vector256<int> odd1 = (x5 * 16819) + z2 + z4; // 2.053119869
        Vector256<int> odd2 = (x3 * 25172) + z2 + z3; // 3.072711026
        Vector256<int> odd3 = (x1 * 12299) + z1 + z4; // 1.501321110

        x0 = (even0 + odd3) >> shift;
        x7 = (even0 - odd3) >> shift;
        x1 = (even1 + odd2) >> shift;
        x6 = (even1 - odd2) >> shift;
        x2 = (even2 + odd1) >> shift;
        x5 = (even2 - odd1) >> shift;
        x3 = (even3 + odd0) >> shift;
        x4 = (even3 - odd0) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        ref Vector256<int> x0,
        ref Vector256<int> x1,
        ref Vector256<int> x2,
        ref Vector256<int> x3,
        ref Vector256<int> x4,
        ref Vector256<int> x5,
        ref Vector256<int> x6,
        ref Vector256<int> x7)
    {
        if (!Avx2.IsSupported)
        {
            TransposeInMemory(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
            return;
        }

        // Pairs of rows, then pairs of pairs, inside each half of 128 bits; at last the halves change places.
        Vector256<int> a0 = Avx2.UnpackLow(x0, x1);
        Vector256<int> a1 = Avx2.UnpackHigh(x0, x1);
        Vector256<int> a2 = Avx2.UnpackLow(x2, x3);
        Vector256<int> a3 = Avx2.UnpackHigh(x2, x3);
        Vector256<int> a4 = Avx2.UnpackLow(x4, x5);
        Vector256<int> a5 = Avx2.UnpackHigh(x4, x5);
        Vector256<int> a6 = Avx2.UnpackLow(x6, x7);
        Vector256<int> a7 = Avx2.UnpackHigh(x6, x7);
        Vector256<int> b0 = Avx2.UnpackLow(a0.AsInt64(), a2.AsInt64()).AsInt32();
        Vector256<int> b1 = Avx2.UnpackHigh(a0.AsInt64(), a2.AsInt64()).AsInt32();
        Vector256<int> b2 = Avx2.UnpackLow(a1.AsInt64(), a3.AsInt64()).AsInt32();
        Vector256<int> b3 = Avx2.UnpackHigh(a1.AsInt64(), a3.AsInt64()).AsInt32();
        Vector256<int> b4 = Avx2.UnpackLow(a4.AsInt64(), a6.AsInt64()).AsInt32();
        Vector256<int> b5 = Avx2.UnpackHigh(a4.AsInt64(), a6.AsInt64()).AsInt32();
        Vector256<int> b6 = Avx2.UnpackLow(a5.AsInt64(), a7.AsInt64()).AsInt32();
        Vector256<int> b7 = Avx2.UnpackHigh(a5.AsInt64(), a7.AsInt64()).AsInt32();
        x0 = Avx2.Permute2x128(b0, b4, 0x20);
        x1 = Avx2.Permute2x128(b1, b5, 0x20);
        x2 = Avx2.Permute2x128(b2, b6, 0x20);
        x3 = Avx2.Permute2x128(b3, b7, 0x20);
        x4 = Avx2.Permute2x128(b0, b4, 0x31);
        x5 = Avx2.Permute2x128(b1, b5, 0x31);
        x6 = Avx2.Permute2x128(b2, b6, 0x31);
        x7 = Avx2.Permute2x128(b3, b7, 0x31);
    }

    private static void TransposeInMemory(
        ref Vector256<int> x0,
        ref Vector256<int> x1,
        ref Vector256<int> x2,
        ref Vector256<int> x3,
        ref Vector256<int> x4,
        ref Vector256<int> x5,
        ref Vector256<int> x6,
        ref Vector256<int> x7)
    {
        Span<Vector256<int>> rows = [x0, x1, x2, x3, x4, x5, x6, x7];
        Span<int> cells = MemoryMarshal.Cast<Vector256<int>, int>(rows);
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < y; x++)
            {
                (cells[(y * 8) + x], cells[(x * 8) + y]) = (cells[(x * 8) + y], cells[(y * 8) + x]);
            }
        }

        x0 = rows[0];
        x1 = rows[1];
        x2 = rows[2];
        x3 = rows[3];
        x4 = rows[4];
        x5 = rows[5];
        x6 = rows[6];
        x7 = rows[7];
    }

    /// <summary>Packs eight columns to bytes and turns them into rows on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePacked(
        Vector256<int> x0,
        Vector256<int> x1,
        Vector256<int> x2,
        Vector256<int> x3,
        Vector256<int> x4,
        Vector256<int> x5,
        Vector256<int> x6,
        Vector256<int> x7,
        Span<byte> samples,
        int stride)
    {
        // Each half has a tile of 4 columns with 4 places each, column by column; a shuffle makes it row by row.
        Vector256<byte> turn = Vector256.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        Vector256<byte> left = Avx2.Shuffle(Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(x0, x1), Avx2.PackSignedSaturate(x2, x3)), turn);
        Vector256<byte> right = Avx2.Shuffle(Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(x4, x5), Avx2.PackSignedSaturate(x6, x7)), turn);
        Vector256<ulong> even = Avx2.UnpackLow(left.AsInt32(), right.AsInt32()).AsUInt64(); // rows 0, 1 and 4, 5
        Vector256<ulong> odd = Avx2.UnpackHigh(left.AsInt32(), right.AsInt32()).AsUInt64(); // rows 2, 3 and 6, 7
        BinaryPrimitives.WriteUInt64LittleEndian(samples, even.GetElement(0));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[stride..], even.GetElement(1));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(2 * stride)..], odd.GetElement(0));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(3 * stride)..], odd.GetElement(1));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(4 * stride)..], even.GetElement(2));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(5 * stride)..], even.GetElement(3));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(6 * stride)..], odd.GetElement(2));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(7 * stride)..], odd.GetElement(3));
    }

    private static void Store(Vector256<int> row, Span<byte> samples)
    {
        for (int x = 0; x < 8; x++)
        {
            samples[x] = (byte)Math.Clamp(row.GetElement(x), 0, 255);
        }
    }
}

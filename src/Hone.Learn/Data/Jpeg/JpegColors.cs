using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Learn.Data;

/// <summary>From the components of a JPEG to RGB, row by row, with 16 fraction bits and libjpeg's rounding.</summary>
internal static class JpegColors
{
    private const int RedFromCr = 91881; // 1.40200
    private const int BlueFromCb = 116130; // 1.77200
    private const int GreenFromCb = -22554; // 0.34414
    private const int GreenFromCr = -46802; // 0.71414
    private const int Half = 1 << 15;
    private const int FractionBits = 16;
    private const int Step = 16;

    /// <summary>R = Y + 1.402 Cr, G = Y - 0.34414 Cb - 0.71414 Cr, B = Y + 1.772 Cb, with Cb and Cr around 128 (JFIF).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromYCbCr(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        int width = rgb.Length / 3;
        int x = 0;
        for (; x <= width - Step; x += Step)
        {
            (Vector256<int> y0, Vector256<int> y1) = Widen(luma.Slice(x, Step));
            (Vector256<int> b0, Vector256<int> b1) = Widen(cb.Slice(x, Step));
            (Vector256<int> r0, Vector256<int> r1) = Widen(cr.Slice(x, Step));
            Convert(y0, ref b0, ref r0, out Vector256<int> g0);
            Convert(y1, ref b1, ref r1, out Vector256<int> g1);
            Interleave(Narrow(r0, r1), Narrow(g0, g1), Narrow(b0, b1), rgb.Slice(3 * x, 3 * Step));
        }

        for (; x < width; x++)
        {
            int y = luma[x];
            int blue = cb[x] - 128;
            int red = cr[x] - 128;
            rgb[3 * x] = Clamp(y + (((RedFromCr * red) + Half) >> FractionBits));
            rgb[(3 * x) + 1] = Clamp(y + (((GreenFromCb * blue) + (GreenFromCr * red) + Half) >> FractionBits));
            rgb[(3 * x) + 2] = Clamp(y + (((BlueFromCb * blue) + Half) >> FractionBits));
        }
    }

    /// <summary>Three rows become one of RGB.</summary>
    public static void FromRgb(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> rgb)
    {
        int width = rgb.Length / 3;
        for (int x = 0; x < width; x++)
        {
            rgb[3 * x] = red[x];
            rgb[(3 * x) + 1] = green[x];
            rgb[(3 * x) + 2] = blue[x];
        }
    }

    /// <summary>Inverted inks: each color is what its ink and black let through, ink * black / 255, rounded.</summary>
    /// <param name="cyan">255 is no ink.</param>
    /// <param name="magenta">255 is no ink.</param>
    /// <param name="yellow">255 is no ink.</param>
    /// <param name="black">255 is no ink.</param>
    /// <param name="rgb">The result.</param>
    public static void FromCmyk(ReadOnlySpan<byte> cyan, ReadOnlySpan<byte> magenta, ReadOnlySpan<byte> yellow, ReadOnlySpan<byte> black, Span<byte> rgb)
    {
        int width = rgb.Length / 3;
        for (int x = 0; x < width; x++)
        {
            int light = black[x];
            rgb[3 * x] = Through(cyan[x], light);
            rgb[(3 * x) + 1] = Through(magenta[x], light);
            rgb[(3 * x) + 2] = Through(yellow[x], light);
        }
    }

    /// <summary>Turns RGB, made from the first three components of YCCK, and the stored black into RGB; inks are the complement of the colors.</summary>
    public static void ApplyBlack(ReadOnlySpan<byte> black, Span<byte> rgb)
    {
        int width = rgb.Length / 3;
        for (int x = 0; x < width; x++)
        {
            int light = black[x];
            rgb[3 * x] = Through((byte)(255 - rgb[3 * x]), light);
            rgb[(3 * x) + 1] = Through((byte)(255 - rgb[(3 * x) + 1]), light);
            rgb[(3 * x) + 2] = Through((byte)(255 - rgb[(3 * x) + 2]), light);
        }
    }

    private static byte Through(byte ink, int light)
    {
        int product = ((255 - ink) * light) + 128;
        return (byte)(light - (((product >> 8) + product) >> 8));
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Low, Vector256<int> High) Widen(ReadOnlySpan<byte> sixteen)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(sixteen));
        Vector256<ushort> both = Vector256.Create(low, high);
        (Vector256<uint> first, Vector256<uint> second) = Vector256.Widen(both);
        return (first.AsInt32(), second.AsInt32());
    }

    /// <summary>From Cb and Cr in <paramref name="b"/> and <paramref name="r"/> to blue and red in the same places, and green.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Convert(Vector256<int> y, ref Vector256<int> b, ref Vector256<int> r, out Vector256<int> g)
    {
        Vector256<int> half = Vector256.Create(Half);
        Vector256<int> center = Vector256.Create(128);
        Vector256<int> blue = b - center;
        Vector256<int> red = r - center;
        r = y + (((red * RedFromCr) + half) >> FractionBits);
        g = y + (((blue * GreenFromCb) + (red * GreenFromCr) + half) >> FractionBits);
        b = y + (((blue * BlueFromCb) + half) >> FractionBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector256<int> first, Vector256<int> second)
    {
        Vector256<int> most = Vector256.Create(255);
        first = Vector256.Min(Vector256.Max(first, Vector256<int>.Zero), most);
        second = Vector256.Min(Vector256.Max(second, Vector256<int>.Zero), most);
        Vector256<short> both = Vector256.Narrow(first, second);
        return Vector128.Narrow(both.GetLower().AsUInt16(), both.GetUpper().AsUInt16());
    }

    /// <summary>Sixteen reds, greens and blues become 48 bytes; a shuffle index of 255 leaves a zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector128<byte> r, Vector128<byte> g, Vector128<byte> b, Span<byte> rgb)
    {
        const byte None = 255;
        Vector128<byte> first =
            Vector128.Shuffle(r, Vector128.Create((byte)0, None, None, 1, None, None, 2, None, None, 3, None, None, 4, None, None, 5))
            | Vector128.Shuffle(g, Vector128.Create(None, 0, None, None, 1, None, None, 2, None, None, 3, None, None, 4, None, None))
            | Vector128.Shuffle(b, Vector128.Create(None, None, 0, None, None, 1, None, None, 2, None, None, 3, None, None, 4, None));
        Vector128<byte> second =
            Vector128.Shuffle(r, Vector128.Create(None, None, 6, None, None, 7, None, None, 8, None, None, 9, None, None, 10, None))
            | Vector128.Shuffle(g, Vector128.Create((byte)5, None, None, 6, None, None, 7, None, None, 8, None, None, 9, None, None, 10))
            | Vector128.Shuffle(b, Vector128.Create(None, 5, None, None, 6, None, None, 7, None, None, 8, None, None, 9, None, None));
        Vector128<byte> third =
            Vector128.Shuffle(r, Vector128.Create(None, 11, None, None, 12, None, None, 13, None, None, 14, None, None, 15, None, None))
            | Vector128.Shuffle(g, Vector128.Create(None, None, 11, None, None, 12, None, None, 13, None, None, 14, None, None, 15, None))
            | Vector128.Shuffle(b, Vector128.Create((byte)10, None, None, 11, None, None, 12, None, None, 13, None, None, 14, None, None, 15));
        first.CopyTo(rgb);
        second.CopyTo(rgb[16..]);
        third.CopyTo(rgb[32..]);
    }
}

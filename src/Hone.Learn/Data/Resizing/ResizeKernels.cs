using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Learn.Data;

/// <summary>The two passes of a resize, in integers: first along rows, then along columns, each rounded to 8 bits.</summary>
internal static class ResizeKernels
{
    private const int Half = 1 << (ResizeWeights.FractionBits - 1);

    /// <summary>Zeros that must follow the pixels of a row, because four bytes are read for each pixel.</summary>
    public const int RowPadding = 4;

    /// <summary>One row: <c>[old width, channels]</c> and padding to <c>[new width, channels]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(ReadOnlySpan<byte> from, Span<byte> to, int channels, ResizeWeights weights)
    {
        if (channels == 1)
        {
            GrayRow(from, to, weights);
            return;
        }

        // The channels of one pixel side by side in the lanes; a lane too many is not stored.
        Span<byte> packed = stackalloc byte[4];
        for (int x = 0; x < weights.Starts.Length; x++)
        {
            ReadOnlySpan<int> taps = weights.Of(x);
            int at = weights.Starts[x] * channels;
            Vector128<int> sum = Vector128.Create(Half);
            for (int tap = 0; tap < taps.Length; tap++)
            {
                Vector128<byte> pixel = Vector128.CreateScalarUnsafe(BinaryPrimitives.ReadUInt32LittleEndian(from[at..])).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(pixel)).AsInt32() * taps[tap];
                at += channels;
            }

            sum = Vector128.Min(Vector128.Max(sum >> ResizeWeights.FractionBits, Vector128<int>.Zero), Vector128.Create(255));
            Vector128<short> narrow = Vector128.Narrow(sum, sum);
            BinaryPrimitives.WriteUInt32LittleEndian(packed, Vector128.Narrow(narrow.AsUInt16(), narrow.AsUInt16()).AsUInt32().ToScalar());
            packed[..channels].CopyTo(to[(x * channels)..]);
        }
    }

    /// <summary>One row from several: <c>[taps, row length]</c>, <paramref name="stride"/> bytes apart, to <c>[row length]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Column(ReadOnlySpan<byte> from, int stride, Span<byte> to, ReadOnlySpan<int> taps)
    {
        const int Step = 16;
        int x = 0;
        for (; x <= to.Length - Step; x += Step)
        {
            Vector256<int> first = Vector256.Create(Half);
            Vector256<int> second = first;
            for (int tap = 0; tap < taps.Length; tap++)
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(from.Slice((tap * stride) + x, Step)));
                (Vector256<uint> left, Vector256<uint> right) = Vector256.Widen(Vector256.Create(low, high));
                first += left.AsInt32() * taps[tap];
                second += right.AsInt32() * taps[tap];
            }

            Vector256<int> most = Vector256.Create(255);
            first = Vector256.Min(Vector256.Max(first >> ResizeWeights.FractionBits, Vector256<int>.Zero), most);
            second = Vector256.Min(Vector256.Max(second >> ResizeWeights.FractionBits, Vector256<int>.Zero), most);
            Vector256<ushort> both = Vector256.Narrow(first, second).AsUInt16();
            Vector128.Narrow(both.GetLower(), both.GetUpper()).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++)
        {
            int sum = Half;
            for (int tap = 0; tap < taps.Length; tap++)
            {
                sum += from[(tap * stride) + x] * taps[tap];
            }

            to[x] = (byte)Math.Clamp(sum >> ResizeWeights.FractionBits, 0, 255);
        }
    }

    private static void GrayRow(ReadOnlySpan<byte> from, Span<byte> to, ResizeWeights weights)
    {
        for (int x = 0; x < weights.Starts.Length; x++)
        {
            ReadOnlySpan<int> taps = weights.Of(x);
            ReadOnlySpan<byte> pixels = from.Slice(weights.Starts[x], taps.Length);
            int sum = Half;
            for (int tap = 0; tap < taps.Length; tap++)
            {
                sum += pixels[tap] * taps[tap];
            }

            to[x] = (byte)Math.Clamp(sum >> ResizeWeights.FractionBits, 0, 255);
        }
    }
}

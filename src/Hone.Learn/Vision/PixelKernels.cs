using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hone.Learn;

/// <summary>The loops over all pixels of a batch.</summary>
internal static class PixelKernels
{
    private const int MostOnStack = 256;

    /// <summary>value = byte / 255, eight at a time.</summary>
    public static void ToFloats(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        const float Scale = 1f / 255f;
        int i = 0;
        for (; i <= bytes.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(bytes.Slice(i, Vector128<byte>.Count)));
            (Vector256<uint> first, Vector256<uint> second) = Vector256.Widen(Vector256.Create(low, high));
            (Vector256.ConvertToSingle(first.AsInt32()) * Scale).CopyTo(values[i..]);
            (Vector256.ConvertToSingle(second.AsInt32()) * Scale).CopyTo(values[(i + Vector256<float>.Count)..]);
        }

        for (; i < bytes.Length; i++)
        {
            values[i] = bytes[i] * Scale;
        }
    }

    /// <summary>value = value scale[c] + shift[c], c the channel of the value: channels vectors hold the pattern of scales until it begins anew.</summary>
    public static void Scale(Span<float> values, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        int channels = scale.Length;
        int lanes = Vector<float>.Count;
        int length = channels * lanes;
        Span<float> scales = length <= MostOnStack ? stackalloc float[length] : new float[length];
        Span<float> shifts = length <= MostOnStack ? stackalloc float[length] : new float[length];
        for (int j = 0; j < scales.Length; j++)
        {
            scales[j] = scale[j % channels];
            shifts[j] = shift[j % channels];
        }

        int i = 0;
        for (; i <= values.Length - scales.Length; i += scales.Length)
        {
            for (int j = 0; j < scales.Length; j += lanes)
            {
                Span<float> group = values.Slice(i + j, lanes);
                ((new Vector<float>(group) * new Vector<float>(scales[j..])) + new Vector<float>(shifts[j..])).CopyTo(group);
            }
        }

        for (; i < values.Length; i++)
        {
            values[i] = (values[i] * scale[i % channels]) + shift[i % channels];
        }
    }
}

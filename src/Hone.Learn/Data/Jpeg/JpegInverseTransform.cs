namespace Hone.Learn.Data;

/// <summary>From the coefficients of a block to its samples: picks the transform by the size of the result.</summary>
internal static class JpegInverseTransform
{
    /// <summary>Dequantizes and transforms one block into the samples of its component.</summary>
    /// <param name="block">64 coefficients, row by row.</param>
    /// <param name="component">Whose quantization and samples.</param>
    /// <param name="x">The block's column.</param>
    /// <param name="y">The block's row.</param>
    /// <param name="hasAc">Whether coefficients besides the first may differ from zero.</param>
    public static void Apply(ReadOnlySpan<short> block, JpegComponent component, int x, int y, bool hasAc)
    {
        int size = component.BlockSize;
        int stride = component.Stride;
        Span<byte> samples = component.Samples.AsSpan((y * size * stride) + (x * size));
        ReadOnlySpan<ushort> quantization = component.Quantization;
        if (!hasAc || size == 1)
        {
            Flat(block[0] * quantization[0], samples, stride, size);
            return;
        }

        switch (size)
        {
            case 8:
                JpegTransform8.Inverse(block, quantization, samples, stride);
                break;
            case 4:
                JpegTransform4.Inverse(block, quantization, samples, stride);
                break;
            default:
                JpegTransform2.Inverse(block, quantization, samples, stride);
                break;
        }
    }

    /// <summary>A block that is all mean: all transforms give DC / 8, rounded half up.</summary>
    private static void Flat(int dc, Span<byte> samples, int stride, int size)
    {
        byte value = (byte)Math.Clamp(((dc + 4) >> 3) + 128, 0, 255);
        for (int y = 0; y < size; y++)
        {
            samples.Slice(y * stride, size).Fill(value);
        }
    }
}

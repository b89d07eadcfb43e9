namespace Hone.Learn.Data;

/// <summary>From pixels to the components of a JPEG: luminance, and chrominance with fewer samples if wanted.</summary>
internal static class JpegPlanes
{
    private const int Half = 1 << 15;
    private const int Center = 128 << 16;

    public static JpegPlane[] Of(ImageData image, JpegSampling sampling, ushort[] luminance, ushort[] chrominance)
    {
        bool isHalved = image.Channels == 3 && sampling == JpegSampling.Chroma420;
        JpegPlane luma = new(image.Width, image.Height, isHalved ? 2 : 1)
        {
            Quantization = luminance,
            Dc = JpegHuffmanCodes.LuminanceDc,
            Ac = JpegHuffmanCodes.LuminanceAc,
        };
        if (image.Channels == 1)
        {
            image.Pixels.CopyTo(luma.Samples.AsSpan());
            return [luma];
        }

        JpegPlane cb = Chroma(image.Width, image.Height, chrominance);
        JpegPlane cr = Chroma(image.Width, image.Height, chrominance);
        Convert(image.Pixels, luma.Samples, cb.Samples, cr.Samples);
        return isHalved ? [luma, Halve(cb), Halve(cr)] : [luma, cb, cr];
    }

    private static JpegPlane Chroma(int width, int height, ushort[] quantization) => new(width, height, 1)
    {
        Quantization = quantization,
        Dc = JpegHuffmanCodes.ChrominanceDc,
        Ac = JpegHuffmanCodes.ChrominanceAc,
    };

    /// <summary>Y = 0.299 R + 0.587 G + 0.114 B; Cb and Cr are the scaled differences to blue and red, around 128 (JFIF).</summary>
    private static void Convert(ReadOnlySpan<byte> rgb, Span<byte> luma, Span<byte> cb, Span<byte> cr)
    {
        for (int i = 0; i < luma.Length; i++)
        {
            int r = rgb[3 * i];
            int g = rgb[(3 * i) + 1];
            int b = rgb[(3 * i) + 2];
            luma[i] = (byte)(((19595 * r) + (38470 * g) + (7471 * b) + Half) >> 16);
            cb[i] = (byte)(((-11059 * r) - (21709 * g) + (32768 * b) + Center + Half - 1) >> 16);
            cr[i] = (byte)(((32768 * r) - (27439 * g) - (5329 * b) + Center + Half - 1) >> 16);
        }
    }

    /// <summary>The mean of 2x2 samples, halves rounded down and up in turn; edges are repeated.</summary>
    private static JpegPlane Halve(JpegPlane full)
    {
        // As many columns as whole blocks need, because the samples behind the edge are means of repeated samples.
        int columns = (full.Width + 1) / 2;
        int width = (columns + 7) / 8 * 8;
        JpegPlane half = Chroma(width, (full.Height + 1) / 2, full.Quantization);
        for (int y = 0; y < half.Height; y++)
        {
            ReadOnlySpan<byte> upper = full.Samples.AsSpan(2 * y * full.Width, full.Width);
            ReadOnlySpan<byte> lower = full.Samples.AsSpan(Math.Min((2 * y) + 1, full.Height - 1) * full.Width, full.Width);
            for (int x = 0; x < half.Width; x++)
            {
                int left = Math.Min(2 * x, full.Width - 1);
                int right = Math.Min((2 * x) + 1, full.Width - 1);
                half.Samples[(y * half.Width) + x] = (byte)((upper[left] + upper[right] + lower[left] + lower[right] + 1 + (x & 1)) >> 2);
            }
        }

        return half;
    }
}

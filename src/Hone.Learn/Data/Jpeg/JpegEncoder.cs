using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Hone.Learn.Data;

/// <summary>Encodes baseline JPEG with the tables of the standard: one interleaved scan, JFIF header.</summary>
internal static class JpegEncoder
{
    private const int BlockLength = JpegZigzag.Size;

    public static byte[] Encode(ImageData image, JpegEncodeOptions options)
    {
        ushort[] luminance = Scale(JpegStandardTables.LuminanceQuantization, options.Quality);
        ushort[] chrominance = Scale(JpegStandardTables.ChrominanceQuantization, options.Quality);
        JpegPlane[] planes = JpegPlanes.Of(image, options.Sampling, luminance, chrominance);
        using var file = new MemoryStream();
        WriteHeaders(file, image, planes, luminance, chrominance);
        var writer = new JpegBitWriter((image.Width * image.Height / 2) + 1024);
        WriteUnits(writer, image, planes);
        file.Write(writer.Written);
        file.Write([0xFF, JpegMarker.End]);
        return file.ToArray();
    }

    /// <summary>Quality 50 keeps the steps of the standard; above they shrink linearly to 1, below they grow with 1 / quality (libjpeg's scale).</summary>
    private static ushort[] Scale(ReadOnlySpan<byte> steps, int quality)
    {
        int percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var scaled = new ushort[steps.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (ushort)Math.Clamp(((steps[i] * percent) + 50) / 100, 1, 255);
        }

        return scaled;
    }

    private static void WriteHeaders(MemoryStream file, ImageData image, JpegPlane[] planes, ushort[] luminance, ushort[] chrominance)
    {
        file.Write([0xFF, JpegMarker.Start]);

        // JFIF 1.01, one pixel as wide as high, no thumbnail.
        WriteSegment(file, JpegMarker.App0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        WriteSegment(file, JpegMarker.QuantizationTables, [0, .. InZigzag(luminance)]);
        if (planes.Length > 1)
        {
            WriteSegment(file, JpegMarker.QuantizationTables, [1, .. InZigzag(chrominance)]);
        }

        var frame = new byte[6 + (3 * planes.Length)];
        frame[0] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)image.Height);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)image.Width);
        frame[5] = (byte)planes.Length;
        for (int i = 0; i < planes.Length; i++)
        {
            frame[6 + (3 * i)] = (byte)(i + 1);
            frame[7 + (3 * i)] = (byte)(planes[i].Sampling * 0x11);
            frame[8 + (3 * i)] = (byte)Math.Min(i, 1);
        }

        WriteSegment(file, JpegMarker.Baseline, frame);
        WriteSegment(file, JpegMarker.HuffmanTables, [0x00, .. JpegStandardTables.LuminanceDcCounts, .. JpegStandardTables.DcSymbols]);
        WriteSegment(file, JpegMarker.HuffmanTables, [0x10, .. JpegStandardTables.LuminanceAcCounts, .. JpegStandardTables.LuminanceAcSymbols]);
        if (planes.Length > 1)
        {
            WriteSegment(file, JpegMarker.HuffmanTables, [0x01, .. JpegStandardTables.ChrominanceDcCounts, .. JpegStandardTables.DcSymbols]);
            WriteSegment(file, JpegMarker.HuffmanTables, [0x11, .. JpegStandardTables.ChrominanceAcCounts, .. JpegStandardTables.ChrominanceAcSymbols]);
        }

        byte[] scan = planes.Length == 1 ? [1, 1, 0x00, 0, 63, 0] : [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0];
        WriteSegment(file, JpegMarker.Scan, scan);
    }

    private static byte[] InZigzag(ushort[] natural)
    {
        var bytes = new byte[natural.Length];
        for (int k = 0; k < bytes.Length; k++)
        {
            bytes[k] = (byte)natural[JpegZigzag.ToNatural[k]];
        }

        return bytes;
    }

    private static void WriteSegment(MemoryStream file, byte marker, ReadOnlySpan<byte> data)
    {
        Span<byte> header = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(data.Length + 2));
        file.Write(header);
        file.Write(data);
    }

    private static void WriteUnits(JpegBitWriter writer, ImageData image, JpegPlane[] planes)
    {
        int side = 8 * planes[0].Sampling;
        int unitsWide = (image.Width + side - 1) / side;
        int unitsHigh = (image.Height + side - 1) / side;
        Span<int> block = stackalloc int[BlockLength];
        for (int y = 0; y < unitsHigh; y++)
        {
            for (int x = 0; x < unitsWide; x++)
            {
                foreach (JpegPlane plane in planes)
                {
                    for (int i = 0; i < plane.Sampling * plane.Sampling; i++)
                    {
                        WriteBlock(writer, plane, (x * plane.Sampling) + (i % plane.Sampling), (y * plane.Sampling) + (i / plane.Sampling), block);
                    }
                }
            }
        }

        writer.Finish();
    }

    private static void WriteBlock(JpegBitWriter writer, JpegPlane plane, int x, int y, Span<int> block)
    {
        if (x >= plane.BlocksWide || y >= plane.BlocksHigh)
        {
            // A block that only fills up the unit: the same mean as the one before, which costs the fewest bits.
            plane.Dc.Write(writer, 0);
            plane.Ac.Write(writer, 0);
            return;
        }

        Load(plane, x, y, block);
        JpegForwardTransform.Apply(block);
        Quantize(block, plane.Quantization);

        int difference = block[0] - plane.LastDc;
        plane.LastDc = block[0];
        int size = JpegBitWriter.SizeOf(difference);
        plane.Dc.Write(writer, size);
        writer.WriteSigned(difference, size);
        int zeros = 0;
        ReadOnlySpan<byte> toNatural = JpegZigzag.ToNatural;
        for (int k = 1; k < toNatural.Length; k++)
        {
            int value = block[toNatural[k]];
            if (value == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
            {
                plane.Ac.Write(writer, 0xF0);
            }

            size = JpegBitWriter.SizeOf(value);
            plane.Ac.Write(writer, (zeros << 4) | size);
            writer.WriteSigned(value, size);
            zeros = 0;
        }

        if (zeros > 0)
        {
            plane.Ac.Write(writer, 0);
        }
    }

    /// <summary>The samples of a block around zero; those behind the edge repeat it.</summary>
    private static void Load(JpegPlane plane, int x, int y, Span<int> block)
    {
        bool isInside = (x * 8) + 8 <= plane.Width;
        for (int v = 0; v < 8; v++)
        {
            ReadOnlySpan<byte> row = plane.Samples.AsSpan(Math.Min((y * 8) + v, plane.Height - 1) * plane.Width, plane.Width);
            Span<int> target = block.Slice(v * 8, 8);
            if (isInside)
            {
                ReadOnlySpan<byte> samples = row.Slice(x * 8, 8);
                for (int h = 0; h < target.Length; h++)
                {
                    target[h] = samples[h] - 128;
                }

                continue;
            }

            for (int h = 0; h < target.Length; h++)
            {
                target[h] = row[Math.Min((x * 8) + h, plane.Width - 1)] - 128;
            }
        }
    }

    /// <summary>Divides by 8 times the step, rounded half away from zero; the quotient of floats is exact, for both numbers have less than 24 bits.</summary>
    private static void Quantize(Span<int> block, ushort[] steps)
    {
        for (int i = 0; i < block.Length; i += Vector256<int>.Count)
        {
            Vector256<int> step = Vector256.WidenLower(Vector256.Create(Vector128.Create(steps.AsSpan(i, Vector128<ushort>.Count)), default)).AsInt32() << 3;
            Vector256<int> value = Vector256.Create(block.Slice(i, Vector256<int>.Count));
            Vector256<int> dividend = Vector256.Abs(value) + (step >> 1);
            Vector256<int> magnitude = Vector256.ConvertToInt32(Vector256.ConvertToSingle(dividend) / Vector256.ConvertToSingle(step));
            Vector256.ConditionalSelect(Vector256.LessThan(value, Vector256<int>.Zero), -magnitude, magnitude).CopyTo(block[i..]);
        }
    }
}

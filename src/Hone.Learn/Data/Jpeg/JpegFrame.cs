namespace Hone.Learn.Data;

/// <summary>The frame header: size and components.</summary>
internal sealed class JpegFrame
{
    private const int BlockSize = 8;

    private JpegFrame(bool isProgressive, int width, int height, JpegComponent[] components)
    {
        IsProgressive = isProgressive;
        Width = width;
        Height = height;
        Components = components;
        MaximumH = components.Max(component => component.H);
        MaximumV = components.Max(component => component.V);
        UnitsWide = CeilingDivide(width, BlockSize * MaximumH);
        UnitsHigh = CeilingDivide(height, BlockSize * MaximumV);
        foreach (JpegComponent component in components)
        {
            component.BlocksWide = CeilingDivide(CeilingDivide(width * component.H, MaximumH), BlockSize);
            component.BlocksHigh = CeilingDivide(CeilingDivide(height * component.V, MaximumV), BlockSize);
            component.StoredBlocksWide = UnitsWide * component.H;
            component.StoredBlocksHigh = UnitsHigh * component.V;
        }
    }

    public bool IsProgressive { get; }

    public int Width { get; }

    public int Height { get; }

    public JpegComponent[] Components { get; }

    public int MaximumH { get; }

    public int MaximumV { get; }

    /// <summary>Units of an interleaved scan along a row.</summary>
    public int UnitsWide { get; }

    public int UnitsHigh { get; }

    /// <summary>Pixels along each side of a luminance block of the result: 8, 4, 2 or 1.</summary>
    public int ScaledSize { get; private set; } = BlockSize;

    public int OutputWidth => CeilingDivide(Width * ScaledSize, BlockSize);

    public int OutputHeight => CeilingDivide(Height * ScaledSize, BlockSize);

    /// <summary>Reads a frame header.</summary>
    /// <param name="marker">Which frame marker.</param>
    /// <param name="data">What follows the length.</param>
    /// <param name="offset">Where the data stands in the file.</param>
    /// <param name="name">How errors call the file.</param>
    /// <param name="options">Limits.</param>
    public static JpegFrame Parse(byte marker, ReadOnlySpan<byte> data, int offset, string name, JpegOptions options)
    {
        RefuseUnread(marker, offset, name);
        if (data.Length < 6)
        {
            throw new HoneFormatException(name, offset, "A JPEG frame header has at least 6 bytes.", $"{data.Length} bytes");
        }

        int height = (data[1] << 8) | data[2];
        int width = (data[3] << 8) | data[4];
        int count = data[5];
        CheckSize(data[0], width, height, offset, name, options);
        if (count is not (1 or 3 or 4) || data.Length != 6 + (3 * count))
        {
            throw new HoneFormatException(
                name,
                offset + 5,
                "A JPEG frame has 1, 3 or 4 components, described in 3 bytes each.",
                $"{count} components and {data.Length - 6} bytes for them");
        }

        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = data.Slice(6 + (3 * i), 3);
            int h = entry[1] >> 4;
            int v = entry[1] & 15;
            if (h is < 1 or > 4 || v is < 1 or > 4 || entry[2] > 3)
            {
                throw new HoneFormatException(
                    name,
                    offset + 6 + (3 * i),
                    "A component has sampling factors 1 to 4 and a quantization table 0 to 3.",
                    $"sampling {h}x{v}, table {entry[2]}");
            }

            components[i] = new JpegComponent { Id = entry[0], H = h, V = v, QuantizationIndex = entry[2] };
        }

        return new JpegFrame(marker == JpegMarker.Progressive, width, height, components);
    }

    /// <summary>
    /// Chooses the sizes of decoded blocks for a scaled result. A component with fewer samples gets larger blocks where that saves enlarging it later,
    /// as libjpeg does.
    /// </summary>
    public void SetScale(JpegScale scale)
    {
        ScaledSize = BlockSize / (int)scale;
        foreach (JpegComponent component in Components)
        {
            int size = ScaledSize;
            while (size < BlockSize
                && MaximumH * ScaledSize % (component.H * size * 2) == 0
                && MaximumV * ScaledSize % (component.V * size * 2) == 0)
            {
                size *= 2;
            }

            component.BlockSize = size;
            component.Width = CeilingDivide(Width * component.H * size, MaximumH * BlockSize);
            component.Height = CeilingDivide(Height * component.V * size, MaximumV * BlockSize);
        }
    }

    private static void RefuseUnread(byte marker, int offset, string name)
    {
        if (marker is JpegMarker.Baseline or JpegMarker.Extended or JpegMarker.Progressive)
        {
            return;
        }

        string kind = (marker & 3, marker >= 0xC9) switch
        {
            (3, true) => "lossless coding with arithmetic coding",
            (3, false) => "lossless coding",
            (_, true) => "arithmetic coding",
            _ => "hierarchical coding",
        };
        throw new HoneFormatException(
            name,
            offset,
            "JPEG is read when it is baseline, extended or progressive with Huffman coding.",
            $"{kind} (marker FF{marker:X2})",
            "convert the file, for example with djpeg and cjpeg");
    }

    private static void CheckSize(byte precision, int width, int height, int offset, string name, JpegOptions options)
    {
        if (precision != 8)
        {
            throw new HoneFormatException(name, offset, "JPEG is read with 8 bits per sample.", $"{precision} bits", "convert the file to 8 bits, or to PNG with 16");
        }

        if (width == 0 || height == 0)
        {
            throw new HoneFormatException(
                name,
                offset + 1,
                "Width and height of a JPEG are 1 to 65535 and stand in the frame header.",
                $"{width} x {height}",
                "write the file again with another program");
        }

        if ((long)width * height > options.MaximumPixels)
        {
            throw new HoneFormatException(
                name,
                offset + 1,
                $"An image may have at most {options.MaximumPixels} pixels.",
                $"{width} x {height} = {(long)width * height} pixels",
                $"raise {nameof(JpegOptions.MaximumPixels)} if the file can be trusted");
        }
    }

    private static int CeilingDivide(int value, int divisor) => (value + divisor - 1) / divisor;
}

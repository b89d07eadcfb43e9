namespace Hone.Learn.Data;

/// <summary>One component of a frame: luminance, a chrominance, or an ink.</summary>
internal sealed class JpegComponent
{
    public required byte Id { get; init; }

    /// <summary>Horizontal sampling factor, 1 to 4.</summary>
    public required int H { get; init; }

    /// <summary>Vertical sampling factor, 1 to 4.</summary>
    public required int V { get; init; }

    public required int QuantizationIndex { get; init; }

    /// <summary>Pixels along each side of a decoded block: 8, or less when the image is scaled.</summary>
    public int BlockSize { get; set; } = 8;

    /// <summary>Blocks that hold pixels of the image.</summary>
    public int BlocksWide { get; set; }

    /// <summary>Blocks that hold pixels of the image.</summary>
    public int BlocksHigh { get; set; }

    /// <summary>Blocks in memory along each row: whole units of an interleaved scan.</summary>
    public int StoredBlocksWide { get; set; }

    /// <summary>Blocks in memory along each column.</summary>
    public int StoredBlocksHigh { get; set; }

    /// <summary>Samples along each row that belong to the image.</summary>
    public int Width { get; set; }

    /// <summary>Samples along each column that belong to the image.</summary>
    public int Height { get; set; }

    /// <summary>Samples from one row to the next.</summary>
    public int Stride => StoredBlocksWide * BlockSize;

    /// <summary>The quantization in the order of the block, fixed when the first scan of the component starts; null before.</summary>
    public ushort[]? Quantization { get; set; }

    /// <summary>The decoded samples, whole blocks.</summary>
    public byte[] Samples { get; set; } = [];

    /// <summary>The coefficients of a progressive image, block by block.</summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>The last DC coefficient of the scan.</summary>
    public int DcPrediction { get; set; }

    public JpegHuffmanTable DcTable { get; set; } = JpegHuffmanTable.LuminanceDc;

    public JpegHuffmanTable AcTable { get; set; } = JpegHuffmanTable.LuminanceAc;

    public Span<short> Block(int x, int y) => Coefficients.AsSpan(((y * StoredBlocksWide) + x) * JpegZigzag.Size, JpegZigzag.Size);
}

namespace Hone.Learn.Data;

/// <summary>One component of an image that is encoded, with what its scan needs to remember.</summary>
internal sealed class JpegPlane
{
    public JpegPlane(int width, int height, int sampling)
    {
        Width = width;
        Height = height;
        Sampling = sampling;
        BlocksWide = (width + 7) / 8;
        BlocksHigh = (height + 7) / 8;
        Samples = new byte[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Sampling factor in both directions, 1 or 2.</summary>
    public int Sampling { get; }

    public int BlocksWide { get; }

    public int BlocksHigh { get; }

    public byte[] Samples { get; }

    public required ushort[] Quantization { get; init; }

    public required JpegHuffmanCodes Dc { get; init; }

    public required JpegHuffmanCodes Ac { get; init; }

    /// <summary>The first coefficient of the block before.</summary>
    public int LastDc { get; set; }
}

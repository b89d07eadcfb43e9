namespace Hone.Kernels;

/// <summary>What every part of a direct pass shares.</summary>
internal unsafe struct DirectJob
{
    public DirectProblem Problem;

    public PixelOrder Order;

    /// <summary>`[OutHeight][kernel height]`: offset of the input line in its image, or negative for padding.</summary>
    public nint* LineOffsets;

    /// <summary>`[OutWidth][kernel width]`: offset of the input column in its line, or negative for padding.</summary>
    public nint* ColumnOffsets;

    /// <summary>A pixel of zeros, which padding taps point to.</summary>
    public float* Zeros;

    public nint Tiles;

    /// <summary>Tiles that share one pass over the weights: their input stays in the cache.</summary>
    public int TilesPerChunk;

    /// <summary>Parts that share a chunk, each with a range of output channels (many only where there are few pixels).</summary>
    public int ColumnParts;

    public int ColumnsPerPart;
}

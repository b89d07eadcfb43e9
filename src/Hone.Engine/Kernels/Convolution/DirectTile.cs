namespace Hone.Kernels;

/// <summary>Up to six output pixels that are computed together, and the taps they read.</summary>
internal unsafe struct DirectTile
{
    public int Rows;

    public int TapCount;

    public RowTap* Taps;

    /// <summary>Floats from one row's output to the next, or 0 where the rows are not evenly spaced.</summary>
    public nint RowStride;

    /// <summary>Offset of each row's first output channel.</summary>
    public fixed long Outputs[RowKernel.MaxRows];
}

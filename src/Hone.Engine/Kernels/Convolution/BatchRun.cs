namespace Hone.Kernels;

/// <summary>Neighbouring taps of a kernel line that read neighbouring input pixels.</summary>
internal struct BatchRun
{
    public int FirstTap;

    public int Count;

    /// <summary>Offset of the first pixel in its line.</summary>
    public nint ColumnOffset;
}

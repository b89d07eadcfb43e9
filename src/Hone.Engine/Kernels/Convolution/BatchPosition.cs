namespace Hone.Kernels;

/// <summary>An output pixel in every image, and the taps that reach it.</summary>
internal unsafe struct BatchPosition
{
    /// <summary>Floats from an image's first output.</summary>
    public nint OutputOffset;

    public BatchTap* Taps;

    public int TapCount;
}

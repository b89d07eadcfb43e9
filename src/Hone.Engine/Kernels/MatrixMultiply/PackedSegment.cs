namespace Hone.Kernels;

/// <summary>One stretch of the sum in <see cref="PackedKernel"/>.</summary>
internal unsafe struct PackedSegment
{
    public float* A;

    public float* B;

    /// <summary>Number of k steps.</summary>
    public nint Count;
}

namespace Hone.Kernels;

/// <summary>One tap of <see cref="BatchRowKernel"/>: a run of neighbouring input pixels and their weights.</summary>
internal struct BatchTap
{
    /// <summary>Floats from the first image to the first value.</summary>
    public nint InputOffset;

    /// <summary>Floats from the base of the weights.</summary>
    public nint WeightOffset;

    /// <summary>Values each row contributes.</summary>
    public nint Depth;
}

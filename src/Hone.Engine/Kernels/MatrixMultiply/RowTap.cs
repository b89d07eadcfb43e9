namespace Hone.Kernels;

/// <summary>One tap of <see cref="RowKernel"/>: where its six rows begin and where its weights begin.</summary>
internal unsafe struct RowTap
{
    public float* Row0;

    public float* Row1;

    public float* Row2;

    public float* Row3;

    public float* Row4;

    public float* Row5;

    /// <summary>Floats from the base of the weights to this tap's first row.</summary>
    public nint WeightOffset;
}

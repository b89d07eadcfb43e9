namespace Hone.Kernels;

/// <summary>
/// One pass of <see cref="DirectConvolution{TPolicy, TVector}"/>: each output pixel is a sum over taps of an input pixel times a
/// weight block. The forward pass and, with transposed weights, the gradient of the input are both such a pass.
/// </summary>
internal unsafe struct DirectProblem
{
    public float* Input;

    /// <summary>Packed `[panels][taps][InChannels][16]`.</summary>
    public float* Weights;

    /// <summary>What happens to the sums of a forward pass; empty in a backward pass.</summary>
    public ConvEpilogue Epilogue;

    public float* Output;

    public int Batch;

    public int InChannels;

    /// <summary>Floats from one input pixel to the next; more than <see cref="InChannels"/> where the pass works on one group.</summary>
    public nint InPixelStride;

    public int InHeight;

    public int InWidth;

    public int OutChannels;

    public nint OutPixelStride;

    public int OutHeight;

    public int OutWidth;

    public TapAxis Vertical;

    public TapAxis Horizontal;

    /// <summary>Add to the output instead of overwriting it.</summary>
    public bool Accumulate;

    public readonly int Taps => Vertical.Taps * Horizontal.Taps;

    public readonly nint PanelStride => (nint)Taps * InChannels * ConvShape.PanelWidth;

    public readonly nint InImageStride => InPixelStride * InHeight * InWidth;
}

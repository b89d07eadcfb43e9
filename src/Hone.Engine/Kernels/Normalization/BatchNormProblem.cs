namespace Hone.Kernels;

/// <summary>
/// Operands of a batch normalization pass: activations are <c>[Rows][Channels]</c> with the channels innermost, the rest holds one
/// value for each channel. Unused pointers are null.
/// </summary>
internal unsafe struct BatchNormProblem<T>
    where T : unmanaged
{
    /// <summary>Values for each channel: batch times pixels.</summary>
    public nint Rows;

    public int Channels;

    /// <summary>Number of row ranges; it depends on the sizes alone, so sums have the same order on any number of threads.</summary>
    public int Parts;

    public T* X;

    /// <summary>Added after normalization; null for none.</summary>
    public T* Residual;

    /// <summary>The output; in backward it tells where ReLU let the gradient through; null to compute that again from x, which is read anyway.</summary>
    public T* Y;

    public T* Dy;

    /// <summary>May be the memory of <see cref="Dy"/>.</summary>
    public T* Dx;

    /// <summary>Gradient behind the ReLU, written by the sums for the residual; may be <see cref="Dy"/>; null if nobody wants it.</summary>
    public T* Masked;

    public bool Relu;

    /// <summary>Per channel: subtracted from x.</summary>
    public T* Mean;

    /// <summary>Per channel: subtracted from x in the sums for mean and variance; null for the part's first row.</summary>
    public T* Pivot;

    /// <summary>Per channel: factor of the centered x in forward, of the gradient in backward.</summary>
    public T* Scale;

    /// <summary>Per channel: added in forward; in backward subtracted from the gradient, scaled.</summary>
    public T* Shift;

    /// <summary>Per channel, backward only: what forward added, for the sign of an output that is computed again.</summary>
    public T* Bias;

    /// <summary>Per channel, backward only: factor of the centered x.</summary>
    public T* Slope;

    /// <summary>Two sums for each part and channel: <c>[Parts][2][Channels]</c>.</summary>
    public T* Partials;

    /// <summary>First row of a part; a tensor has fewer than 2^31 elements, so the product fits.</summary>
    public readonly nint FirstRow(int part) => (nint)((long)Rows * part / Parts);
}

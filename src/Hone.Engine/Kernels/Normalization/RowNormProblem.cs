namespace Hone.Kernels;

/// <summary>
/// Operands of a normalization over rows: activations are <c>[Rows][Size]</c>, each row is normalized by its own statistics. Unused pointers are null.
/// </summary>
internal unsafe struct RowNormProblem<T>
    where T : unmanaged
{
    public nint Rows;

    /// <summary>Values of a row.</summary>
    public int Size;

    /// <summary>Number of row ranges; it depends on the sizes alone, so sums over rows have the same order on any number of threads.</summary>
    public int Parts;

    /// <summary>Whether the mean is subtracted (layer normalization), or the row is only scaled (RMS normalization).</summary>
    public bool Centered;

    /// <summary>Added to the variance, or to the mean of squares.</summary>
    public double Eps;

    public T* X;
    public T* Y;
    public T* Dy;

    /// <summary>Null if nobody wants it.</summary>
    public T* Dx;

    /// <summary>Whether backward adds to <see cref="Dx"/>, where the gradient of a skip connection may stand already.</summary>
    public bool Accumulate;

    /// <summary>[Size]: the scale; null for ones.</summary>
    public T* Weight;

    /// <summary>[Size]: the shift; null for zeros.</summary>
    public T* Bias;

    /// <summary>[Rows]: what is subtracted; zeros if not <see cref="Centered"/>.</summary>
    public T* Mean;

    /// <summary>[Rows]: 1 / sqrt(variance + eps).</summary>
    public T* Inverse;

    /// <summary>Sums of dy h and of dy over the rows of each part, <c>[Parts][2][Size]</c>; null if nobody wants them.</summary>
    public T* Partials;

    /// <summary>First row of a part.</summary>
    public readonly nint FirstRow(int part) => (nint)((Int128)Rows * part / Parts);
}

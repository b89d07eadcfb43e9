namespace Hone.Kernels;

/// <summary>One product and where its operands lie: C[rows, columns] (+)= A[rows, depth] B[depth, columns], with the columns of C as neighbours.</summary>
internal unsafe struct MatrixProduct
{
    public int Rows;

    public int Columns;

    public int Depth;

    public MatrixView A;

    public MatrixView B;

    public float* C;

    /// <summary>Floats from one row of C to the next.</summary>
    public nint CRow;

    /// <summary>Add to C instead of overwriting it.</summary>
    public bool Accumulate;

    /// <summary>Multiplications and additions.</summary>
    public readonly double Operations => 2.0 * Rows * Columns * Depth;
}

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

    /// <summary>What is added to the product.</summary>
    public Addend Addend;

    /// <summary>Multiplications and additions.</summary>
    public readonly double Operations => 2.0 * Rows * Columns * Depth;

    /// <summary>What the tile at an element of C adds: C itself where a part of its sum stands there already, before that the addend of the product.</summary>
    public readonly Addend AddendOfTile(nint row, nint column, bool begun) =>
        begun ? new Addend(C + (row * CRow) + column, CRow) : Addend.From(row, column);
}

namespace Hone.Kernels;

/// <summary>A matrix in memory by two strides: element (row, column) is <c>Data[row * Row + column * Column]</c>.</summary>
internal readonly unsafe struct MatrixView(float* data, nint row, nint column)
{
    public readonly float* Data = data;

    /// <summary>Floats from one row to the next.</summary>
    public readonly nint Row = row;

    /// <summary>Floats from one column to the next.</summary>
    public readonly nint Column = column;

    public float* At(nint row, nint column) => Data + (row * Row) + (column * Column);

    /// <summary>The same matrix without its first rows and columns.</summary>
    public MatrixView From(nint row, nint column) => new(At(row, column), Row, Column);
}

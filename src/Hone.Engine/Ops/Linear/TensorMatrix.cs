using Hone.Kernels;

namespace Hone.Ops;

/// <summary>A matrix in memory by its two strides; a transposed matrix is the same memory with the strides swapped.</summary>
internal readonly unsafe struct TensorMatrix
{
    private readonly Tensor _tensor;
    private readonly nint _offset;

    public TensorMatrix(Tensor tensor, nint offset, int rows, int columns, nint rowStride, nint columnStride)
    {
        _tensor = tensor;
        _offset = offset;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>A tensor of two axes as a matrix.</summary>
    public TensorMatrix(Tensor tensor)
        : this(tensor, 0, tensor.Shape[0], tensor.Shape[1], tensor.Strides[0], tensor.Strides[1])
    {
    }

    public int Rows { get; }

    public int Columns { get; }

    public nint RowStride { get; }

    public nint ColumnStride { get; }

    public TensorMatrix Transposed => new(_tensor, _offset, Columns, Rows, ColumnStride, RowStride);

    /// <summary>c (+)= a b.</summary>
    /// <param name="a">[m, k]</param>
    /// <param name="b">[k, n]</param>
    /// <param name="c">[m, n] with contiguous rows or contiguous columns; the latter get the transposed product.</param>
    /// <param name="accumulate">Add to c instead of overwriting it.</param>
    public static void Multiply(TensorMatrix a, TensorMatrix b, TensorMatrix c, bool accumulate)
    {
        if (c.ColumnStride != 1)
        {
            (a, b, c) = (b.Transposed, a.Transposed, c.Transposed);
        }

        if (c._tensor.DType == DType.Float32)
        {
            Gemm.Run(
                c.Rows,
                c.Columns,
                a.Columns,
                a._tensor.Pointer<float>() + a._offset,
                a.RowStride,
                a.ColumnStride,
                b._tensor.Pointer<float>() + b._offset,
                b.RowStride,
                b.ColumnStride,
                c._tensor.Pointer<float>() + c._offset,
                c.RowStride,
                accumulate);
        }
        else
        {
            Gemm.Run(
                c.Rows,
                c.Columns,
                a.Columns,
                a._tensor.Pointer<double>() + a._offset,
                a.RowStride,
                a.ColumnStride,
                b._tensor.Pointer<double>() + b._offset,
                b.RowStride,
                b.ColumnStride,
                c._tensor.Pointer<double>() + c._offset,
                c.RowStride,
                accumulate);
        }
    }
}

using Hone.Memory;

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
    public static void Multiply(TensorMatrix a, TensorMatrix b, TensorMatrix c, bool accumulate) => new TensorProduct(a, b, c, accumulate).Run();

    /// <summary>Whether two matrices may share memory.</summary>
    public bool MayOverlap(TensorMatrix other) => ReferenceEquals(_tensor.Storage, other._tensor.Storage);

    public DType Type => _tensor.DType;

    /// <summary>Makes every row the same.</summary>
    /// <param name="row">[columns]</param>
    public void FillRows(Tensor row) =>
        Tensor.At(_tensor.Storage, _tensor.Offset + _offset, [Rows, Columns], SizeList.Of((int)RowStride, (int)ColumnStride), Type)
            .CopyValues(Tensor.At(row.Storage, row.Offset, [Rows, Columns], SizeList.Of(0, row.Strides[0]), Type));

    public T* Pointer<T>()
        where T : unmanaged => _tensor.Pointer<T>() + _offset;
}

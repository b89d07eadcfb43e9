namespace Hone.Ops;

/// <summary>The last two axes of a tensor as matrices, and the axes in front, broadcast to a common shape, as one batch.</summary>
internal readonly struct BatchedMatrix
{
    /// <param name="tensor">[..., rows, columns]</param>
    /// <param name="batch">The common shape in front.</param>
    public BatchedMatrix(Tensor tensor, Shape batch)
    {
        Shape full = batch.Append(tensor.Shape[-2], tensor.Shape[-1]);
        int[] strides = Broadcasting.Strides(tensor, full);
        if (!TryJoin(batch, strides, out nint stride))
        {
            // No single stride leads from matrix to matrix.
            tensor = Tensor.At(tensor.Storage, tensor.Offset, full, strides, tensor.DType).ContiguousCopy();
            strides = tensor.Strides;
            stride = (nint)full[-2] * full[-1];
        }

        Tensor = tensor;
        BatchStride = stride;
        Rows = full[-2];
        Columns = full[-1];
        RowStride = strides[^2];
        ColumnStride = strides[^1];
    }

    private BatchedMatrix(BatchedMatrix other)
    {
        Tensor = other.Tensor;
        BatchStride = other.BatchStride;
        Rows = other.Columns;
        Columns = other.Rows;
        RowStride = other.ColumnStride;
        ColumnStride = other.RowStride;
    }

    public Tensor Tensor { get; }

    public nint BatchStride { get; }

    public int Rows { get; }

    public int Columns { get; }

    public nint RowStride { get; }

    public nint ColumnStride { get; }

    public BatchedMatrix Transposed => new(this);

    /// <summary>One matrix of the batch.</summary>
    public TensorMatrix Matrix(nint number) => new(Tensor, number * BatchStride, Rows, Columns, RowStride, ColumnStride);

    private static bool TryJoin(Shape batch, int[] strides, out nint stride)
    {
        stride = 0;
        long expected = -1;
        for (int axis = batch.Rank - 1; axis >= 0; axis--)
        {
            if (batch[axis] == 1)
            {
                continue;
            }

            if (expected < 0)
            {
                stride = strides[axis];
                expected = stride;
            }

            if (strides[axis] != expected)
            {
                return false;
            }

            expected *= batch[axis];
        }

        return true;
    }
}

using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>The matrix products of a batch, over axes in front that broadcast.</summary>
internal sealed class BatchMatMul : Node
{
    private readonly Tensor _a;
    private readonly Tensor _b;
    private readonly Shape _batch;

    private BatchMatMul(Tensor a, Tensor b, Shape batch)
        : base(a, b)
    {
        _a = Save(a);
        _b = Save(b);
        _batch = batch;
    }

    public static Tensor Forward(Tensor a, Tensor b)
    {
        // Shape rule: [..., m, k] x [..., k, n] gives [..., m, n].
        TensorProduct.RequireTypes(a, b, nameof(MatMul));
        if (a.Shape[-1] != b.Shape[-2])
        {
            throw new ShapeException(
                "MatMul needs a: [..., m, k] and b: [..., k, n] with the same k.",
                $"{a.DType} {a.Shape} and {b.DType} {b.Shape}: {a.Shape[-1]} against {b.Shape[-2]}",
                nameof(MatMul),
                "transpose or reshape one of them");
        }

        if (b.Rank == 2)
        {
            // One matrix for the whole batch: the rows of all products are one tall matrix.
            int rows = Front(a.Shape).ElementCount * a.Shape[-2];
            Shape shape = a.Shape.With(a.Rank - 1, b.Shape[1]);
            return MatMul.Forward(a.Reshape(rows, b.Shape[0]), b).Reshape(shape.AsSpan());
        }

        Shape batch = Broadcasting.Combine(Front(a.Shape), Front(b.Shape), nameof(MatMul));
        Tensor y = Multiply(new(a.Detach(), batch), new(b.Detach(), batch), batch);
        return Tape.Needs(a, b) ? new BatchMatMul(a, b, batch).Attach(y) : y;
    }

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient)
    {
        // da = dy b^T;  db = a^T dy; both summed over the axes along which the operand was repeated.
        var dy = new BatchedMatrix(gradient, _batch);
        if (NeedsGradient(0))
        {
            Pass(0, Broadcasting.Reduce(Multiply(dy, new BatchedMatrix(_b, _batch).Transposed, _batch), _a.Shape));
        }

        if (NeedsGradient(1))
        {
            Pass(1, Broadcasting.Reduce(Multiply(new BatchedMatrix(_a, _batch).Transposed, dy, _batch), _b.Shape));
        }
    }

    private static Shape Front(Shape shape) => Shape.Create(shape.AsSpan()[..^2]);

    private static unsafe Tensor Multiply(BatchedMatrix a, BatchedMatrix b, Shape batch)
    {
        Shape shape = batch.Append(a.Rows, b.Columns);
        Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), a.Tensor.DType);
        nint size = (nint)a.Rows * b.Columns;
        if (size == 0)
        {
            return y;
        }

        if (y.DType == DType.Float32)
        {
            Gemm.RunBatch(
                batch.ElementCount,
                a.Rows,
                b.Columns,
                a.Columns,
                a.Tensor.Pointer<float>(),
                a.BatchStride,
                a.RowStride,
                a.ColumnStride,
                b.Tensor.Pointer<float>(),
                b.BatchStride,
                b.RowStride,
                b.ColumnStride,
                y.Pointer<float>(),
                size,
                b.Columns,
                accumulate: false);
            return y;
        }

        for (nint i = 0; i < batch.ElementCount; i++)
        {
            var c = new TensorMatrix(y, i * size, a.Rows, b.Columns, b.Columns, 1);
            TensorMatrix.Multiply(a.Matrix(i), b.Matrix(i), c, accumulate: false);
        }

        return y;
    }
}

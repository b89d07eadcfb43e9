using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class MatMul : Node
    {
        private readonly Tensor? _a;
        private readonly Tensor? _b;

        private MatMul(Tensor a, Tensor b)
            : base(a, b)
        {
            // A gradient that nobody wants needs no saved operand.
            _a = NeedsGradient(1) ? Save(a) : null;
            _b = NeedsGradient(0) ? Save(b) : null;
        }

        /// <summary>Shape rule: [m, k] x [k, n] gives [m, n].</summary>
        public static Shape OutputShape(Tensor a, Tensor b)
        {
            TensorProduct.RequireTypes(a, b, nameof(MatMul));
            if (a.Rank != 2 || b.Rank != 2 || a.Shape[1] != b.Shape[0])
            {
                throw new ShapeException(
                    "MatMul needs a: [m, k] and b: [k, n] with the same k.",
                    $"{a.Shape} and {b.Shape}" + (a.Rank == 2 && b.Rank == 2 ? $": {a.Shape[1]} against {b.Shape[0]}" : string.Empty),
                    nameof(MatMul),
                    "transpose or reshape one of them");
            }

            return [a.Shape[0], b.Shape[1]];
        }

        public static Tensor Forward(Tensor a, Tensor b)
        {
            if (a.Rank == 1 || b.Rank == 1)
            {
                return OfVectors(a, b);
            }

            if (a.Rank >= 2 && b.Rank >= 2 && a.Rank + b.Rank > 4)
            {
                return BatchMatMul.Forward(a, b);
            }

            Tensor y = Tensor.Empty(OutputShape(a, b), a.DType);
            TensorMatrix.Multiply(new(a), new(b), new(y), accumulate: false);
            return Tape.Needs(a, b) ? new MatMul(a, b).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // 1. da = dy b^T
            if (_b is not null)
            {
                Tensor da = GradientBuffer(0, out bool accumulate);
                TensorMatrix.Multiply(new(gradient), new TensorMatrix(_b).Transposed, new(da), accumulate);
            }

            // 2. db = a^T dy
            if (_a is not null)
            {
                Tensor db = GradientBuffer(1, out bool accumulate);
                TensorMatrix.Multiply(new TensorMatrix(_a).Transposed, new(gradient), new(db), accumulate);
            }
        }

        /// <summary>A vector on the left is a row, one on the right a column; the axis that it gets for that leaves again.</summary>
        private static Tensor OfVectors(Tensor a, Tensor b)
        {
            TensorProduct.RequireTypes(a, b, nameof(MatMul));
            int rows = b.Rank == 1 ? -1 : -2;
            if (a.Rank == 0 || b.Rank == 0 || a.Shape[-1] != b.Shape[rows])
            {
                throw new ShapeException(
                    a.Rank == 1 && b.Rank == 1 ? "MatMul of vectors needs a: [k] and b: [k]."
                        : a.Rank == 1 ? "MatMul of a vector needs a: [k] and b: [..., k, n]." : "MatMul with a vector needs a: [..., m, k] and b: [k].",
                    $"{a.Shape} and {b.Shape}" + (a.Rank == 0 || b.Rank == 0 ? string.Empty : $": {a.Shape[-1]} against {b.Shape[rows]}"),
                    nameof(MatMul),
                    "transpose or reshape one of them");
            }

            Tensor y = Forward(a.Rank == 1 ? a.Unsqueeze(0) : a, b.Rank == 1 ? b.Unsqueeze(-1) : b);
            y = b.Rank == 1 ? y.Squeeze(-1) : y;
            return a.Rank == 1 ? y.Squeeze(b.Rank == 1 ? -1 : -2) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The matrix product, y = a b, of two matrices, of each pair of a batch, or with vectors.</summary>
        /// <remarks>
        /// y[..., i, j] = sum over p of a[..., i, p] b[..., p, j]. The axes in front broadcast as in NumPy. A vector a is one row, a vector b one column,
        /// and that axis is missing in y: two vectors give their dot product, a scalar. Transposed operands cost nothing extra. PyTorch's
        /// <c>torch.matmul</c>. Sums of integers wrap around.
        /// </remarks>
        /// <param name="a">a: [..., m, k] or [k].</param>
        /// <param name="b">b: [..., k, n] or [k].</param>
        /// <returns>y: [..., m, n], without m where a is a vector, without n where b is one.</returns>
        /// <exception cref="ShapeException">An operand has no axes, the inner sizes differ, or the axes in front do not broadcast.</exception>
        /// <exception cref="HoneException">The element types differ, or are not Float32, Float64, Int64 or Int32.</exception>
        public static Tensor MatMul(this Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.MatMul.Forward(a, b);
        }
    }
}

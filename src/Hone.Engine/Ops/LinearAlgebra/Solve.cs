using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Solve : Node
    {
        private readonly Tensor _a;
        private readonly Tensor? _y;

        private Solve(Tensor a, Tensor b, Tensor y)
            : base(a, b)
        {
            _a = Save(a);
            _y = NeedsGradient(0) ? Save(y) : null;
        }

        /// <summary>Shape rule: a [..., n, n] and b [..., n, k] of the same batch give [..., n, k].</summary>
        public static void Check(Tensor a, Tensor b)
        {
            ElementwiseMap.RequireSameType(a, b, nameof(Solve));
            int n = MatrixBatch.RequireSquare(a, nameof(Solve));
            if (b.Rank != a.Rank || b.Shape[-2] != n || MatrixBatch.Front(a.Shape) != MatrixBatch.Front(b.Shape))
            {
                throw new ShapeException(
                    "Solve needs a: [..., n, n] and b: [..., n, k] with the same n and the same axes in front.",
                    $"{a.Shape} and {b.Shape}",
                    nameof(Solve),
                    "give a vector b its second axis with Unsqueeze, and repeat matrices with Expand");
            }
        }

        public static Tensor Forward(Tensor a, Tensor b)
        {
            Check(a, b);
            Tensor y = LuBatch.Solve(a, b, nameof(Solve));
            return Tape.Needs(a, b) ? new Solve(a, b, y).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // 1. db = a^-T dy
            Tensor db = LuBatch.Solve(_a.Transpose(), gradient, nameof(Solve));
            if (NeedsGradient(1))
            {
                Pass(1, db);
            }

            // 2. da = -db y^T
            if (_y is not null)
            {
                Pass(0, -db.MatMul(_y.Transpose()));
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The solution y of a y = b, for each pair of a batch.</summary>
        /// <remarks>
        /// LU factorization with partial pivoting, in float64 inside. An almost singular matrix gives large numbers instead of an error; look at its singular
        /// values. PyTorch's <c>torch.linalg.solve</c>. Differences: b has two axes or more, and the axes in front are equal.
        /// </remarks>
        /// <param name="a">a: [..., n, n], floating point.</param>
        /// <param name="b">b: [..., n, k], of the same type.</param>
        /// <returns>y: [..., n, k]</returns>
        /// <exception cref="ShapeException">The shapes do not fit together.</exception>
        /// <exception cref="LinearAlgebraException">A matrix is singular; the message names it and the pivot.</exception>
        /// <exception cref="HoneException">The element types differ, or an element is not finite.</exception>
        public static Tensor Solve(this Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return Ops.Solve.Forward(a, b);
        }
    }
}

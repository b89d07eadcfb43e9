using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Inverse : Node
    {
        private readonly Tensor _y;

        private Inverse(Tensor a, Tensor y)
            : base(a) => _y = Save(y);

        // Shape rule: [..., n, n] gives [..., n, n]. Forward:
        public static Tensor Forward(Tensor a)
        {
            MatrixBatch.RequireSquare(a, nameof(Inverse));
            Tensor y = LuBatch.Solve(a, LuBatch.Identity(a.Shape, a.DType), nameof(Inverse));
            return Tape.Needs(a) ? new Inverse(a, y).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // da = -y^T dy y^T
            Tensor transposed = _y.Transpose();
            Pass(0, -transposed.MatMul(gradient).MatMul(transposed));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The inverse of each matrix of a batch.</summary>
        /// <remarks>For a^-1 b, <see cref="Solve"/> is quicker and more exact. Computed in float64 inside. PyTorch's <c>torch.linalg.inv</c>.</remarks>
        /// <param name="a">a: [..., n, n], floating point.</param>
        /// <returns>y: [..., n, n]</returns>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="LinearAlgebraException">A matrix is singular; the message names it and the pivot.</exception>
        /// <exception cref="HoneException">An element is not finite.</exception>
        public static Tensor Inverse(this Tensor a)
        {
            ArgumentNullException.ThrowIfNull(a);
            return Ops.Inverse.Forward(a);
        }
    }
}

using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Determinant : Node
    {
        private readonly Tensor _a;

        private Determinant(Tensor a)
            : base(a) => _a = Save(a);

        // Shape rule: [..., n, n] gives [...]. Forward:
        public static Tensor Forward(Tensor a)
        {
            MatrixBatch.RequireSquare(a, nameof(Determinant));
            Tensor y = LuBatch.Determinant(a, nameof(Determinant));
            return Tape.Needs(a) ? new Determinant(a).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // da = dy cofactors(a), which are y a^-T where a is not singular.
            Pass(0, LuBatch.Cofactors(_a, nameof(Determinant)) * gradient.Unsqueeze(-1).Unsqueeze(-1));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The determinant of each matrix of a batch; 0 for a singular one.</summary>
        /// <remarks>
        /// The product of the pivots of an LU factorization, in float64 inside. PyTorch's <c>torch.linalg.det</c>. The gradient is the matrix of cofactors, which is exact
        /// for singular matrices as well (Giles 2008; from the singular vectors there).
        /// </remarks>
        /// <param name="a">a: [..., n, n], floating point.</param>
        /// <returns>[...]</returns>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="HoneException">An element is not finite.</exception>
        public static Tensor Determinant(this Tensor a)
        {
            ArgumentNullException.ThrowIfNull(a);
            return Ops.Determinant.Forward(a);
        }
    }
}

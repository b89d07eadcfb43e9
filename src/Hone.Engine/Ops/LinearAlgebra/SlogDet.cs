using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>The node of the logarithm; the sign does not change with the numbers.</summary>
    internal sealed class SlogDet : Node
    {
        private readonly Tensor _a;

        private SlogDet(Tensor a)
            : base(a) => _a = Save(a);

        // Shape rule: [..., n, n] gives [...] twice. Forward:
        public static SlogDetResult Forward(Tensor a)
        {
            MatrixBatch.RequireSquare(a, nameof(SlogDet));
            Tensor logs = LuBatch.LogDeterminant(a, nameof(SlogDet), out Tensor signs);
            return new SlogDetResult(signs, Tape.Needs(a) ? new SlogDet(a).Attach(logs) : logs);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // da = dy a^-T
            Tensor transposed = _a.Transpose();
            Tensor inverse = LuBatch.Solve(transposed, LuBatch.Identity(transposed.Shape, transposed.DType), $"backward of {nameof(SlogDet)}");
            Pass(0, inverse * gradient.Unsqueeze(-1).Unsqueeze(-1));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The sign of the determinant of each matrix of a batch, and the logarithm of its absolute value.</summary>
        /// <remarks>
        /// det(a) = Sign e^LogAbsDet; the logarithm is the sum of those of the pivots of an LU factorization, in float64 inside, and does not overflow where
        /// <see cref="Determinant"/> does. A singular matrix has sign 0 and logarithm -infinity; one without rows 1 and 0. PyTorch's <c>torch.linalg.slogdet</c>. The gradient
        /// of LogAbsDet is a^-T, and Sign has none. Difference: backward through a singular matrix, whose gradient does not exist, throws; PyTorch gives infinities and NaN.
        /// </remarks>
        /// <param name="a">a: [..., n, n], floating point.</param>
        /// <returns>Sign: [...] and LogAbsDet: [...]</returns>
        /// <exception cref="ShapeException">The matrices are not square.</exception>
        /// <exception cref="LinearAlgebraException">In backward: a matrix is singular; the message names it and the pivot.</exception>
        /// <exception cref="HoneException">An element is not finite.</exception>
        public static SlogDetResult SlogDet(this Tensor a)
        {
            ArgumentNullException.ThrowIfNull(a);
            return Ops.SlogDet.Forward(a);
        }
    }
}

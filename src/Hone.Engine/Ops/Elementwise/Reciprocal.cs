using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = -1 / x^2.</summary>
    internal sealed class Reciprocal : UnaryNode<ReciprocalOperator>
    {
        private Reciprocal(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<ReciprocalOperator>(x, nameof(Reciprocal));
            return Tape.Needs(x) ? new Reciprocal(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>One over each element.</summary>
        /// <remarks>An infinity at 0. PyTorch's <c>torch.reciprocal</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Reciprocal(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Reciprocal.Forward(x);
        }
    }
}

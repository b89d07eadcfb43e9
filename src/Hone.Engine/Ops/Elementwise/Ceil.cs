using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 0.</summary>
    internal sealed class Ceil : UnaryNode<CeilOperator>
    {
        private Ceil(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<CeilOperator>(x, nameof(Ceil));
            return Tape.Needs(x) ? new Ceil(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The smallest whole number that is not below each element.</summary>
        /// <remarks>The gradient is 0 everywhere, as in PyTorch's <c>torch.ceil</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Ceil(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Ceil.Forward(x);
        }
    }
}

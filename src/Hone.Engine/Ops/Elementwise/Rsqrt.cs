using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = -1 / (2 x sqrt(x)).</summary>
    internal sealed class Rsqrt : UnaryNode<RsqrtOperator>
    {
        private Rsqrt(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<RsqrtOperator>(x, nameof(Rsqrt));
            return Tape.Needs(x) ? new Rsqrt(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>One over the square root, element by element.</summary>
        /// <remarks>Infinity at 0, NaN below. PyTorch's <c>torch.rsqrt</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Rsqrt(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Rsqrt.Forward(x);
        }
    }
}

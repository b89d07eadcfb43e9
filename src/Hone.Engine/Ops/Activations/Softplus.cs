using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = sigmoid(x).</summary>
    internal sealed class Softplus : UnaryNode<SoftplusOperator>
    {
        private Softplus(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<SoftplusOperator>(x, nameof(Softplus));
            return Tape.Needs(x) ? new Softplus(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A smooth ReLU: y = ln(1 + e^x).</summary>
        /// <remarks>Computed as max(x, 0) + ln(1 + e^-|x|), which neither overflows nor loses small values; PyTorch's <c>F.softplus</c> replaces values above its threshold of 20 by x, a difference below 3e-9. NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Softplus(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Softplus.Forward(x);
        }
    }
}

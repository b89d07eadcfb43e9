using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = t + x sigmoid(x) (1 - t^2) with t = tanh(ln(1 + e^x)).</summary>
    internal sealed class Mish : UnaryNode<MishOperator>
    {
        private Mish(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<MishOperator>(x, nameof(Mish));
            return Tape.Needs(x) ? new Mish(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A smooth, self-gated activation: y = x tanh(ln(1 + e^x)).</summary>
        /// <remarks>Misra 2019; PyTorch's <c>F.mish</c>. NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Mish(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Mish.Forward(x);
        }
    }
}

using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = s (1 + x (1 - s)) with s = sigmoid(x).</summary>
    internal sealed class Silu : UnaryNode<SiluOperator>
    {
        private Silu(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<SiluOperator>(x, nameof(Silu));
            return Tape.Needs(x) ? new Silu(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The sigmoid linear unit, also called swish: y = x sigmoid(x).</summary>
        /// <remarks>Elfwing et al. 2017; PyTorch's <c>F.silu</c>. NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Silu(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Silu.Forward(x);
        }
    }
}

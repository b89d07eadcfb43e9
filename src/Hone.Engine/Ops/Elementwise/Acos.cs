using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = -1 / sqrt(1 - x^2).</summary>
    internal sealed class Acos : UnaryNode<AcosOperator>
    {
        private Acos(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<AcosOperator>(x, nameof(Acos));
            return Tape.Needs(x) ? new Acos(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The inverse cosine, element by element.</summary>
        /// <remarks>In radians, from 0 to pi; NaN outside -1..1. float32 has an error below 1.4 units in the last place. PyTorch's <c>torch.acos</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Acos(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Acos.Forward(x);
        }
    }
}

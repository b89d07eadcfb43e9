using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 1 / sqrt(1 - x^2).</summary>
    internal sealed class Asin : UnaryNode<AsinOperator>
    {
        private Asin(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<AsinOperator>(x, nameof(Asin));
            return Tape.Needs(x) ? new Asin(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The inverse sine, element by element.</summary>
        /// <remarks>In radians, from -pi/2 to pi/2; NaN outside -1..1. float32 has an error below 1.9 units in the last place. PyTorch's <c>torch.asin</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Asin(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Asin.Forward(x);
        }
    }
}

using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 1 + tan^2 x.</summary>
    internal sealed class Tan : UnaryNode<TanOperator>
    {
        private Tan(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<TanOperator>(x, nameof(Tan));
            return Tape.Needs(x) ? new Tan(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The tangent, element by element.</summary>
        /// <remarks>x in radians, as large as it may be; NaN for infinities. float32 has an error below 1.9 units in the last place. PyTorch's <c>torch.tan</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Tan(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Tan.Forward(x);
        }
    }
}

using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = e^x.</summary>
    internal sealed class Expm1 : UnaryNode<Expm1Operator>
    {
        private Expm1(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<Expm1Operator>(x, nameof(Expm1));
            return Tape.Needs(x) ? new Expm1(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>e^x - 1, right for small x as well, element by element.</summary>
        /// <remarks>PyTorch's <c>torch.expm1</c>; NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Expm1(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Expm1.Forward(x);
        }
    }
}

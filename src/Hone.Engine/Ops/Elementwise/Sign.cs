using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 0.</summary>
    internal sealed class Sign : UnaryNode<SignOperator>
    {
        private Sign(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = DTypes.IsWhole(x.DType) ? WholeNumbers.Sign(x) : ElementwiseMap.Unary<SignOperator>(x, nameof(Sign));
            return Tape.Needs(x) ? new Sign(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>-1 for negative elements, 1 for positive ones, 0 for 0.</summary>
        /// <remarks>The gradient is 0 everywhere, as in PyTorch. NaN stays NaN; <c>torch.sign</c> makes it 0.</remarks>
        /// <param name="x">x: [...], floating point or integers.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are Bool.</exception>
        public static Tensor Sign(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Sign.Forward(x);
        }
    }
}

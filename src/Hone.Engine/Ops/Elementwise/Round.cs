using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 0.</summary>
    internal sealed class Round : UnaryNode<RoundOperator>
    {
        private Round(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<RoundOperator>(x, nameof(Round));
            return Tape.Needs(x) ? new Round(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The nearest whole number, element by element; ties go to the even one.</summary>
        /// <remarks>The gradient is 0 everywhere, as in PyTorch's <c>torch.round</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Round(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Round.Forward(x);
        }
    }
}

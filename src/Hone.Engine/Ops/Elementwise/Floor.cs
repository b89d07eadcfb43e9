using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 0.</summary>
    internal sealed class Floor : UnaryNode<FloorOperator>
    {
        private Floor(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<FloorOperator>(x, nameof(Floor));
            return Tape.Needs(x) ? new Floor(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The largest whole number that is not above each element.</summary>
        /// <remarks>The gradient is 0 everywhere, as in PyTorch's <c>torch.floor</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Floor(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Floor.Forward(x);
        }
    }
}

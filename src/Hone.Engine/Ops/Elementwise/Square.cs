using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>dy/dx = 2 x.</summary>
    internal sealed class Square : UnaryNode<SquareOperator>
    {
        private Square(Tensor x)
            : base(x)
        {
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x)
        {
            Tensor y = DTypes.IsWhole(x.DType) ? WholeNumbers.Square(x) : ElementwiseMap.Unary<SquareOperator>(x, nameof(Square));
            return Tape.Needs(x) ? new Square(x).Attach(y) : y;
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Every element times itself.</summary>
        /// <remarks>PyTorch's <c>torch.square</c>. Integers wrap around where the square leaves their range.</remarks>
        /// <param name="x">x: [...], floating point or integers.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are Bool.</exception>
        public static Tensor Square(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Square.Forward(x);
        }
    }
}

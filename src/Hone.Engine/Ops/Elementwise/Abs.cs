using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Abs : Node
    {
        private readonly Tensor _x;

        private Abs(Tensor x)
            : base(x) => _x = Save(x);

        public static Tensor Forward(Tensor x)
        {
            Tensor y = DTypes.IsWhole(x.DType) ? WholeNumbers.Abs(x) : ElementwiseMap.Unary<AbsOperator>(x, nameof(Abs));
            return Tape.Needs(x) ? new Abs(x).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy sign(x)
            Tensor dx = Reuse(gradient);
            ElementwiseMap.BinaryInto<AbsGradientOperator>(dx, gradient, _x);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The absolute value, element by element.</summary>
        /// <remarks>The gradient at 0 is 0, as in PyTorch. The smallest integer of a type stays itself: its absolute value has no place there.</remarks>
        /// <param name="x">x: [...], floating point or integers.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are Bool.</exception>
        public static Tensor Abs(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Abs.Forward(x);
        }
    }
}

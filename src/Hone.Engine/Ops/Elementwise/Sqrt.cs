using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Sqrt : Node
    {
        private readonly Tensor _y;

        private Sqrt(Tensor x, Tensor y)
            : base(x) => _y = Save(y);

        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<SqrtOperator>(x, nameof(Sqrt));
            return Tape.Needs(x) ? new Sqrt(x, y).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy / 2y
            Tensor dx = Reuse(gradient);
            ElementwiseMap.BinaryInto<SqrtGradientOperator>(dx, gradient, _y);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The square root, element by element.</summary>
        /// <remarks>NaN below 0; the gradient at 0 is infinite, as in PyTorch.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Sqrt(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Sqrt.Forward(x);
        }
    }
}

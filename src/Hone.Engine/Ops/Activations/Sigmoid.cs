using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Sigmoid : Node
    {
        private readonly Tensor _y;

        private Sigmoid(Tensor x, Tensor y)
            : base(x) => _y = Save(y);

        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<SigmoidOperator>(x, nameof(Sigmoid));
            return Tape.Needs(x) ? new Sigmoid(x, y).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy y (1 - y)
            Tensor dx = Reuse(gradient);
            ElementwiseMap.BinaryInto<SigmoidGradientOperator>(dx, gradient, _y);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The logistic function: y = 1 / (1 + e^-x), element by element.</summary>
        /// <remarks>NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Sigmoid(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Sigmoid.Forward(x);
        }
    }
}

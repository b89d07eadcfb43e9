using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Exp : Node
    {
        private readonly Tensor _y;

        private Exp(Tensor x, Tensor y)
            : base(x) => _y = Save(y);

        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<ExpOperator>(x, nameof(Exp));
            return Tape.Needs(x) ? new Exp(x, y).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy y
            Tensor dx = Reuse(gradient);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, gradient, _y);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The exponential function: y = e^x, element by element.</summary>
        /// <remarks>float32 has a relative error below 1e-7; overflow gives infinity, NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Exp(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Exp.Forward(x);
        }
    }
}

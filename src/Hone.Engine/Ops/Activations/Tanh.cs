using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Tanh : Node
    {
        private readonly Tensor _y;

        private Tanh(Tensor x, Tensor y)
            : base(x) => _y = Save(y);

        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<TanhOperator>(x, nameof(Tanh));
            return Tape.Needs(x) ? new Tanh(x, y).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy (1 - y^2)
            Tensor dx = Reuse(gradient);
            ElementwiseMap.BinaryInto<TanhGradientOperator>(dx, gradient, _y);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The hyperbolic tangent, element by element.</summary>
        /// <remarks>float32 has a relative error below 1.8e-7; NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Tanh(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Tanh.Forward(x);
        }
    }
}

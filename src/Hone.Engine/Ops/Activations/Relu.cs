using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Relu : Node
    {
        private readonly Tensor _y;

        private Relu(Tensor x, Tensor y)
            : base(x) => _y = Save(y);

        public static Tensor Forward(Tensor x)
        {
            Tensor y = ElementwiseMap.Unary<ReluOperator>(x, nameof(Relu));
            return Tape.Needs(x) ? new Relu(x, y).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy where y > 0, else 0: written over dy when nobody else reads it.
            Tensor dx = Reuse(gradient);
            ElementwiseMap.BinaryInto<ReluGradientOperator>(dx, gradient, _y);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The rectified linear unit: y = max(x, 0).</summary>
        /// <remarks>The gradient at 0 is 0, as in PyTorch; NaN stays NaN.</remarks>
        /// <param name="x">x: [...]</param>
        /// <returns>y: [...], like x.</returns>
        public static Tensor Relu(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Relu.Forward(x);
        }
    }
}

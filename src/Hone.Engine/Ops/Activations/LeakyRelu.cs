using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class LeakyRelu : Node
    {
        private readonly Tensor _x;
        private readonly double _negativeSlope;

        private LeakyRelu(Tensor x, double negativeSlope)
            : base(x)
        {
            _x = Save(x);
            _negativeSlope = negativeSlope;
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x, double negativeSlope)
        {
            Tensor y = ScalarLoopMap.Run<LeakyReluOperator>(x, nameof(LeakyRelu), negativeSlope);
            return Tape.Needs(x) ? new LeakyRelu(x, negativeSlope).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy where x > 0, else slope dy
            Tensor dx = ScalarLoopMap.Run<LeakyReluSlopeOperator>(_x, nameof(LeakyRelu), _negativeSlope);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A ReLU that lets a little of negative values through: y = x above 0, slope x elsewhere.</summary>
        /// <remarks>The gradient at 0 is the slope, as in PyTorch's <c>F.leaky_relu</c>; NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="negativeSlope">The slope below 0; 0.01 unless given, as in PyTorch.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor LeakyRelu(this Tensor x, double negativeSlope = 0.01)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.LeakyRelu.Forward(x, negativeSlope);
        }
    }
}

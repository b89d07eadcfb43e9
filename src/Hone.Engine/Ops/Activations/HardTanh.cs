using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class HardTanh : Node
    {
        private readonly Tensor _x;
        private readonly double _min;
        private readonly double _max;

        private HardTanh(Tensor x, double min, double max)
            : base(x)
        {
            _x = Save(x);
            _min = min;
            _max = max;
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x, double min, double max)
        {
            if (!(min < max))
            {
                throw new HoneException("HardTanh needs min < max.", $"min {min}, max {max}", nameof(HardTanh));
            }

            Tensor y = ScalarLoopMap.Run<ClampOperator>(x, nameof(HardTanh), min, max);
            return Tape.Needs(x) ? new HardTanh(x, min, max).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy where min < x < max, else 0
            Tensor dx = ScalarLoopMap.Run<ClampInnerSlopeOperator>(_x, nameof(HardTanh), _min, _max);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A tanh of straight lines: every element cut to a range.</summary>
        /// <remarks>Unlike <see cref="Clamp(Tensor, double, double)"/>, the gradient is 0 on the borders, as in PyTorch's <c>F.hardtanh</c>. NaN stays NaN.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="min">Lower border; -1 unless given.</param>
        /// <param name="max">Upper border; 1 unless given. ReLU6 is 0 to 6.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">min is not below max, or the elements are not floating point.</exception>
        public static Tensor HardTanh(this Tensor x, double min = -1, double max = 1)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.HardTanh.Forward(x, min, max);
        }
    }
}

using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Clamp : Node
    {
        private readonly Tensor _x;
        private readonly double _min;
        private readonly double _max;

        private Clamp(Tensor x, double min, double max)
            : base(x)
        {
            _x = Save(x);
            _min = min;
            _max = max;
        }

        public static Tensor Forward(Tensor x, double min, double max)
        {
            if (!(min <= max))
            {
                throw new HoneException("Clamp needs min <= max.", $"min {min}, max {max}", nameof(Clamp));
            }

            Tensor y = DTypes.IsWhole(x.DType) ? WholeNumbers.Clamp(x, min, max) : ScalarLoopMap.Run<ClampOperator>(x, nameof(Clamp), min, max);
            return Tape.Needs(x) ? new Clamp(x, min, max).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = dy where min <= x <= max, else 0
            Tensor dx = ScalarLoopMap.Run<ClampSlopeOperator>(_x, nameof(Clamp), _min, _max);
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, gradient);
            Pass(0, dx);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Every element cut to a range: y = min(max(x, low), high).</summary>
        /// <remarks>The gradient passes inside the range and on its borders, as in PyTorch; NaN stays NaN. Integers take whole borders in their range, or none.</remarks>
        /// <param name="x">x: [...], floating point or integers.</param>
        /// <param name="min">Lower border; minus infinity for none.</param>
        /// <param name="max">Upper border; infinity for none.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="HoneException">min is above max, integers cannot hold a border, or the elements are Bool.</exception>
        public static Tensor Clamp(this Tensor x, double min, double max)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Clamp.Forward(x, min, max);
        }

        /// <summary>Every element cut to a range of its own: y = min(max(x, low), high).</summary>
        /// <remarks>
        /// PyTorch's <c>torch.clamp</c> with tensors. Shapes broadcast as in NumPy; a NaN in x or in a border gives NaN; where the lower border is above the upper
        /// one, the upper one counts. The gradient goes to x inside the range and on its borders, and to the border that cuts elsewhere.
        /// </remarks>
        /// <param name="x">x: [...], floating point or integers.</param>
        /// <param name="min">min: [...], lower borders, broadcast against x, of its element type; null for none.</param>
        /// <param name="max">max: [...], upper borders, likewise.</param>
        /// <returns>y: the broadcast shape.</returns>
        /// <exception cref="ShapeException">Two aligned sizes differ and neither is 1.</exception>
        /// <exception cref="HoneException">There is no border, or the element types differ or are Bool.</exception>
        public static Tensor Clamp(this Tensor x, Tensor? min, Tensor? max)
        {
            ArgumentNullException.ThrowIfNull(x);
            if (min is null && max is null)
            {
                throw new HoneException("Clamp needs a lower border, an upper one or both.", $"none for {x.DType} {x.Shape}", nameof(Clamp), "leave the call out");
            }

            Tensor y = min is null ? x : ClampBorder.Forward(x, min, lower: true);
            return max is null ? y : ClampBorder.Forward(y, max, lower: false);
        }
    }
}

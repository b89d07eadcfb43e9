using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Sum : Node
    {
        private readonly Shape _shape;
        private readonly ReducedAxes _axes;

        private Sum(Tensor x, ReducedAxes axes)
            : base(x)
        {
            _shape = x.Shape;
            _axes = axes;
        }

        // Shape rule: ReducedAxes. Forward:
        public static Tensor Forward(Tensor x, ReadOnlySpan<int> axes, bool keepDim)
        {
            var reduced = new ReducedAxes(x.Shape, axes, keepDim, nameof(Sum));

            // Whole numbers add up as Int64, so that bytes do not overflow and masks can be counted.
            Tensor values = DTypes.IsFloatingPoint(x.DType) ? x.Detach() : x.To(DType.Int64);
            Tensor sum = Broadcasting.Reduce(values, reduced.KeptShape);
            Tensor y = reduced.Drop(sum);
            return Tape.Needs(x) ? new Sum(x, reduced).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // Every summed element has derivative 1: dx is dy repeated, which costs no memory.
            Pass(0, _axes.Repeat(gradient, _shape));
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The sum over all elements: a scalar.</summary>
        /// <remarks>Whole numbers and Bool add up as Int64, as in PyTorch: the sum of a mask counts its true elements.</remarks>
        /// <param name="x">x: [...]</param>
        /// <returns>y: []</returns>
        public static Tensor Sum(this Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Sum.Forward(x, [], keepDim: false);
        }

        /// <summary>The sum over some axes.</summary>
        /// <remarks>Long float rows are added in chunks whose partial sums add up in double; the order does not depend on threads. Whole numbers and Bool add up as Int64.</remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="axes">Axes to sum over; negative axes count from the end; none means all.</param>
        /// <param name="keepDim">Whether summed axes stay with size 1, so that the result broadcasts against x.</param>
        /// <returns>y: x's shape without the summed axes.</returns>
        /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
        public static Tensor Sum(this Tensor x, ReadOnlySpan<int> axes, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Sum.Forward(x, axes, keepDim);
        }
    }
}

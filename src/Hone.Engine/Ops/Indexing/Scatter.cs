using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Scatter : Node
    {
        private readonly int[] _offsets;
        private readonly Shape _shape;

        private Scatter(Tensor x, Tensor source, int[] offsets)
            : base(x, source)
        {
            _offsets = offsets;
            _shape = source.Shape;
        }

        public static Tensor Forward(Tensor x, int axis, Tensor index, Tensor source)
        {
            // Shape rule: like x; index and source are of one shape.
            if (source.DType != x.DType || source.Shape != index.Shape)
            {
                throw new ShapeException(
                    "Scatter writes a source of the index's shape to a tensor of the source's type.",
                    $"x {x.DType} {x.Shape}, index {index.Shape}, source {source.DType} {source.Shape}",
                    nameof(Scatter),
                    "take the part of the source that the index names with Narrow, or convert it with To(...)");
            }

            int[] offsets = AxisOffsets.Of(x.Shape, x.Shape.NormalizeAxis(axis, nameof(Scatter)), index, nameof(Scatter));
            Tensor y = x.ContiguousCopy();
            Take.Write(y, offsets, source.Detach());
            return Tape.Needs(x, source) ? new Scatter(x, source, offsets).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor zero = Tensor.Scalar(0, gradient.DType);
            if (NeedsGradient(1))
            {
                Pass(1, Tensor.Where(Stayed(gradient.ElementCount), Take.Read(gradient, _offsets, _shape), zero));
            }

            if (NeedsGradient(0))
            {
                // What was overwritten has no part in y.
                Tensor dx = gradient.ContiguousCopy();
                Take.Write(dx, _offsets, zero.Expand(_shape));
                Pass(0, dx);
            }
        }

        /// <summary>Which elements of the source are still there: those that no later one has overwritten.</summary>
        private Tensor Stayed(int places)
        {
            Tensor numbers = Tensor.Arange(0, _offsets.Length, type: DType.Int32).Reshape(_shape.AsSpan());
            Tensor last = Tensor.Empty([places], DType.Int32);
            Take.Write(last, _offsets, numbers);
            return Take.Read(last, _offsets, _shape).Equal(numbers);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A copy of x in which elements are replaced along an axis: y[index[i, j], j] = source[i, j] for axis 0.</summary>
        /// <remarks>
        /// PyTorch's <c>torch.scatter</c>. Where the index names a place more than once, the last element of the source in row-major order stays, and has the gradient
        /// alone; PyTorch promises neither. <see cref="ScatterAdd"/> adds up instead.
        /// </remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="index">index: as many axes as x, no longer than x except along the axis; Int64.</param>
        /// <param name="source">source: like the index, of x's element type.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="ShapeException">Shapes or types do not fit, or an index does not exist (named with position and value).</exception>
        public static Tensor Scatter(this Tensor x, int axis, Tensor index, Tensor source)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(index);
            ArgumentNullException.ThrowIfNull(source);
            return Ops.Scatter.Forward(x, axis, index, source);
        }

        /// <summary>The same with one number for all places: y[index[i, j], j] = value for axis 0.</summary>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="index">index: as many axes as x, no longer than x except along the axis; Int64.</param>
        /// <param name="value">The number; a whole one for integer tensors.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="ShapeException">The index does not fit, or names a place that does not exist (with position and value).</exception>
        /// <exception cref="HoneException">The element type cannot hold the number.</exception>
        public static Tensor Scatter(this Tensor x, int axis, Tensor index, double value)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(index);
            return Ops.Scatter.Forward(x, axis, index, ComparisonMap.Number(x, value, nameof(Scatter)).Expand(index.Shape));
        }
    }
}

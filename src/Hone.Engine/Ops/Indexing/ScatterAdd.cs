using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class ScatterAdd : Node
    {
        private readonly int[] _offsets;
        private readonly Shape _shape;

        private ScatterAdd(Tensor x, Tensor source, int[] offsets)
            : base(x, source)
        {
            _offsets = offsets;
            _shape = source.Shape;
        }

        public static Tensor Forward(Tensor x, int axis, Tensor index, Tensor source)
        {
            // Shape rule: like x; index and source are of one shape.
            if (x.DType == DType.Bool || source.DType != x.DType || source.Shape != index.Shape)
            {
                throw new ShapeException(
                    "ScatterAdd adds a source of the index's shape to a tensor of numbers of the source's type.",
                    $"x {x.DType} {x.Shape}, index {index.Shape}, source {source.DType} {source.Shape}",
                    nameof(ScatterAdd));
            }

            int[] offsets = AxisOffsets.Of(x.Shape, x.Shape.NormalizeAxis(axis, nameof(ScatterAdd)), index, nameof(ScatterAdd));
            Tensor y = x.ContiguousCopy();
            Take.AddTo(y, offsets, source.Detach());
            return Tape.Needs(x, source) ? new ScatterAdd(x, source, offsets).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            if (NeedsGradient(1))
            {
                Pass(1, Take.Read(gradient, _offsets, _shape));
            }

            if (NeedsGradient(0))
            {
                Pass(0, gradient);
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>A copy of x to which elements are added along an axis: y[index[i, j], j] += source[i, j] for axis 0.</summary>
        /// <remarks>PyTorch's <c>torch.scatter_add</c>; additions to one place happen in the row-major order of the source. Sums of integers wrap around.</remarks>
        /// <param name="x">x: [...], of any element type but Bool.</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="index">index: as many axes as x, no longer than x except along the axis; Int64.</param>
        /// <param name="source">source: like the index, of x's element type.</param>
        /// <returns>y: [...], like x.</returns>
        /// <exception cref="ShapeException">Shapes or types do not fit, or an index does not exist (named with position and value).</exception>
        public static Tensor ScatterAdd(this Tensor x, int axis, Tensor index, Tensor source)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(index);
            ArgumentNullException.ThrowIfNull(source);
            return Ops.ScatterAdd.Forward(x, axis, index, source);
        }
    }
}

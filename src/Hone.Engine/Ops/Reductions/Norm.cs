using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Norm : Node
    {
        private readonly Tensor _x;
        private readonly Tensor _y;
        private readonly ReducedAxes _axes;
        private readonly double _p;

        private Norm(Tensor x, Tensor y, ReducedAxes axes, double p)
            : base(x)
        {
            _x = Save(x);
            _y = Save(y);
            _axes = axes;
            _p = p;
        }

        // Shape rule: ReducedAxes. Forward:
        public static Tensor Forward(Tensor x, ReadOnlySpan<int> axes, double p, bool keepDim)
        {
            if (p is not (1 or 2 or double.PositiveInfinity))
            {
                throw new HoneException("Norm takes p = 1, 2 or infinity.", $"p {p} for shape {x.Shape}", nameof(Norm), "use Abs().Pow(p).Sum(...).Pow(1 / p) for another p");
            }

            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException("Norm works on floating-point tensors.", x.ToString(), nameof(Norm), "convert with To(DType.Float32) first");
            }

            var reduced = new ReducedAxes(x.Shape, axes, keepDim, nameof(Norm));
            Tensor values = x.Detach();
            if (p == double.PositiveInfinity)
            {
                reduced.RequireElements(x.Shape, nameof(Norm));
            }

            Tensor y = p switch
            {
                1 => ReductionMap.Fold<MagnitudeSumFold>(values, reduced.KeptShape, nameof(Norm)),
                2 => ReductionMap.Fold<SquareSumFold>(values, reduced.KeptShape, nameof(Norm)).Sqrt(),
                _ => ReductionMap.Fold<LargestMagnitudeFold>(values, reduced.KeptShape, nameof(Norm)),
            };
            Tensor result = reduced.Drop(y);
            return Tape.Needs(x) ? new Norm(x, y, reduced, p).Attach(result) : result;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = _axes.Restore(gradient);
            Tensor zero = Tensor.Scalar(0, dy.DType);
            if (_p == 2)
            {
                // dx = dy x / y, and 0 where y is 0.
                Pass(0, _x * Tensor.Where(_y.Equal(0), zero, dy / _y));
            }
            else if (_p == 1)
            {
                // dx = dy sign(x)
                Pass(0, _x.Sign() * dy);
            }
            else
            {
                // The largest magnitudes share dy in equal parts.
                Tensor isLargest = _x.Abs().Equal(_y);
                Tensor share = dy / Broadcasting.Reduce(isLargest.To(dy.DType), _axes.KeptShape);
                Pass(0, Tensor.Where(isLargest, _x.Sign() * share, zero));
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The length of the vectors along some axes.</summary>
        /// <remarks>
        /// p = 1: sum of |x|; p = 2: sqrt(sum of x^2); p = infinity: the largest |x|. The gradient of a zero vector is 0, and equal largest
        /// magnitudes share the gradient, as in PyTorch's <c>torch.linalg.vector_norm</c>.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="axes">Axes to reduce; negative axes count from the end; none means all.</param>
        /// <param name="p">1, 2 or infinity; 2 unless given.</param>
        /// <param name="keepDim">Whether reduced axes stay with size 1.</param>
        /// <returns>y: x's shape without the reduced axes.</returns>
        /// <exception cref="ShapeException">An axis does not exist or is named twice, or p is infinity and there are no elements.</exception>
        /// <exception cref="HoneException">p is another number, or the elements are not floating point.</exception>
        public static Tensor Norm(this Tensor x, ReadOnlySpan<int> axes = default, double p = 2, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Norm.Forward(x, axes, p, keepDim);
        }
    }
}

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
            if (double.IsNaN(p))
            {
                throw new HoneException("The order of a norm is a number or an infinity.", $"p {p} for shape {x.Shape}", nameof(Norm), "leave p out for the length of a vector, which is p = 2");
            }

            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException("Norm works on floating-point tensors.", x.ToString(), nameof(Norm), "convert with To(DType.Float32) first");
            }

            var reduced = new ReducedAxes(x.Shape, axes, keepDim, nameof(Norm));
            Tensor values = x.Detach();
            if (p < 0 || p == double.PositiveInfinity)
            {
                reduced.RequireElements(x.Shape, nameof(Norm));
            }

            Tensor y = p switch
            {
                0 => Broadcasting.Reduce(values.NotEqual(0).To(x.DType), reduced.KeptShape),
                1 => ReductionMap.Fold<MagnitudeSumFold>(values, reduced.KeptShape, nameof(Norm)),
                2 => ReductionMap.Fold<SquareSumFold>(values, reduced.KeptShape, nameof(Norm)).Sqrt(),
                double.PositiveInfinity => ReductionMap.Fold<LargestMagnitudeFold>(values, reduced.KeptShape, nameof(Norm)),
                double.NegativeInfinity => ReductionMap.Fold<MinimumFold>(values.Abs(), reduced.KeptShape, nameof(Norm)),
                _ => Broadcasting.Reduce(values.Abs().Pow(p), reduced.KeptShape).Pow(1 / p),
            };
            Tensor result = reduced.Drop(y);
            return Tape.Needs(x) ? new Norm(x, y, reduced, p).Attach(result) : result;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = _axes.Restore(gradient);
            Tensor zero = Tensor.Scalar(0, dy.DType);
            if (_p == 0)
            {
                // A count does not change with the numbers.
                Pass(0, Tensor.ZerosLike(_x));
            }
            else if (_p == 2)
            {
                // dx = dy x / y, and 0 where y is 0.
                Pass(0, _x * Tensor.Where(_y.Equal(0), zero, dy / _y));
            }
            else if (_p == 1)
            {
                // dx = dy sign(x)
                Pass(0, _x.Sign() * dy);
            }
            else if (double.IsInfinity(_p))
            {
                // The largest, or smallest, magnitudes share dy in equal parts.
                Tensor isExtreme = _x.Abs().Equal(_y);
                Tensor share = dy / Broadcasting.Reduce(isExtreme.To(dy.DType), _axes.KeptShape);
                Pass(0, Tensor.Where(isExtreme, _x.Sign() * share, zero));
            }
            else
            {
                // dx = dy sign(x) (|x| / y)^(p - 1), as the product of two powers so that a y of 0 or infinity cancels nothing; 0 where x or y is 0.
                Tensor slope = Tensor.Where(_x.Equal(0), zero, _x.Sign() * _x.Abs().Pow(_p - 1));
                Pass(0, slope * Tensor.Where(_y.Equal(0), zero, dy * _y.Pow(1 - _p)));
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
        /// y = (sum of |x|^p)^(1/p). p = 1: sum of |x|; p = 2: sqrt(sum of x^2); p = infinity: the largest |x|; p = -infinity: the smallest; p = 0: how many x are not 0.
        /// The gradient is dy sign(x) (|x| / y)^(p - 1): 0 for a zero vector, for elements that are 0 and for p = 0; equal extreme magnitudes share it. PyTorch's
        /// <c>torch.linalg.vector_norm</c>, and <c>torch.norm</c> of a vector. In Float32 powers of numbers far from 1 may leave the type, as there.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="axes">Axes to reduce; negative axes count from the end; none means all.</param>
        /// <param name="p">The order: any number or either infinity; 2 unless given, the length in space.</param>
        /// <param name="keepDim">Whether reduced axes stay with size 1.</param>
        /// <returns>y: x's shape without the reduced axes.</returns>
        /// <exception cref="ShapeException">An axis does not exist or is named twice, or p is negative or infinite and there are no elements.</exception>
        /// <exception cref="HoneException">p is NaN, or the elements are not floating point.</exception>
        public static Tensor Norm(this Tensor x, ReadOnlySpan<int> axes = default, double p = 2, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Norm.Forward(x, axes, p, keepDim);
        }
    }
}

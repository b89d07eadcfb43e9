using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for the variance and its root.</summary>
    internal sealed class Variance : Node
    {
        private readonly Tensor _x;
        private readonly Tensor _mean;
        private readonly Tensor? _deviation;
        private readonly ReducedAxes _axes;
        private readonly double _divisor;

        private Variance(Tensor x, Tensor mean, Tensor? deviation, ReducedAxes axes, double divisor)
            : base(x)
        {
            _x = Save(x);
            _mean = Save(mean);
            _deviation = deviation is null ? null : Save(deviation);
            _axes = axes;
            _divisor = divisor;
        }

        // Shape rule: ReducedAxes. Forward:
        public static Tensor Forward(Tensor x, ReadOnlySpan<int> axes, bool keepDim, double correction, bool root, string operation)
        {
            x.RequireAlive(operation);
            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException($"{operation} works on floating-point tensors.", x.ToString(), operation, "convert with To(DType.Float32) first");
            }

            var reduced = new ReducedAxes(x.Shape, axes, keepDim, operation);
            double divisor = Math.Max(0, reduced.Count - correction);

            ReducedBlocks blocks = ReducedBlocks.Of(x, reduced);
            Tensor mean = Tensor.Empty(reduced.KeptShape, blocks.KeptStrides, x.DType);
            Tensor y = Tensor.Empty(reduced.KeptShape, blocks.KeptStrides, x.DType);
            if (x.DType == DType.Float32)
            {
                Measure<float>(blocks, mean, divisor, y, root, operation);
            }
            else
            {
                Measure<double>(blocks, mean, divisor, y, root, operation);
            }

            Tensor result = reduced.Drop(y);
            return Tape.Needs(x) ? new Variance(x, mean, root ? y : null, reduced, divisor).Attach(result) : result;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // d var / dx = 2 (x - mean) / divisor;  d std / dx = (x - mean) / (divisor std), and 0 where std is 0.
            Tensor scale = _axes.Restore(gradient);
            if (_deviation is null)
            {
                scale = scale * (2 / _divisor);
            }
            else
            {
                scale = Tensor.Where(_deviation.Equal(0), Tensor.Scalar(0, scale.DType), scale / (_deviation * _divisor));
            }

            Tensor dx = _x - _mean;
            ElementwiseMap.BinaryInto<MultiplyOperator>(dx, dx, scale);
            Pass(0, dx);
        }

        private static unsafe void Measure<T>(in ReducedBlocks blocks, Tensor mean, double divisor, Tensor y, bool root, string operation)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            T* x = blocks.X.Pointer<T>();
            T* means = mean.Pointer<T>();
            MomentsLoop<T>.Run(blocks.Outer, blocks.Size, blocks.Inner, x, means, divisor, y.Pointer<T>());
            if (root)
            {
                ElementwiseMap.UnaryInto<SqrtOperator>(y, y, operation);
            }

            SteadyDeviation<T>.Run(blocks.Outer, blocks.Size, blocks.Inner, x, means, divisor, root ? y.Pointer<T>() : null);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The variance over some axes: the mean squared distance from the mean.</summary>
        /// <remarks>
        /// y = sum of (x - mean)^2 / (n - correction). NaN where n is not above the correction and all distances are 0, as in PyTorch's <c>torch.var</c>. The gradient is
        /// 2 (x - mean) / (n - correction), beside an infinite element as well, where y is NaN and the gradient infinite. In Float32 y is infinite above 3.4e38, the square
        /// of 1.8e19: <see cref="StandardDeviation"/> is not.
        /// </remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="axes">Axes to reduce; negative axes count from the end; none means all.</param>
        /// <param name="correction">What is subtracted from n: 1, the default of PyTorch, estimates the variance behind a sample; 0 describes the data.</param>
        /// <param name="keepDim">Whether reduced axes stay with size 1.</param>
        /// <returns>y: x's shape without the reduced axes.</returns>
        /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Variance(this Tensor x, ReadOnlySpan<int> axes = default, double correction = 1, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Variance.Forward(x, axes, keepDim, correction, root: false, nameof(Variance));
        }
    }
}

using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>Rows of contiguous elements in one pass; down columns as operations on whole tensors.</summary>
    internal sealed class LogSumExp : Node
    {
        /// <summary>Rows that share out the work among threads.</summary>
        private const int EnoughRows = 8;

        private readonly Tensor _x;
        private readonly Tensor _y;
        private readonly ReducedAxes _axes;

        private LogSumExp(Tensor x, Tensor y, ReducedAxes axes)
            : base(x)
        {
            _x = Save(x);
            _y = Save(y);
            _axes = axes;
        }

        // Shape rule: ReducedAxes. Forward:
        public static Tensor Forward(Tensor x, ReadOnlySpan<int> axes, bool keepDim)
        {
            x.RequireAlive(nameof(LogSumExp));
            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException("LogSumExp works on floating-point tensors.", x.ToString(), nameof(LogSumExp), "convert with To(DType.Float32) first");
            }

            var reduced = new ReducedAxes(x.Shape, axes, keepDim, nameof(LogSumExp));
            ReducedBlocks blocks = ReducedBlocks.Of(x, reduced);
            Tensor y = HasRows(blocks) ? OfRows(blocks, reduced) : OfColumns(x.Detach(), reduced);
            Tensor result = reduced.Drop(y);
            return Tape.Needs(x) ? new LogSumExp(x, y, reduced).Attach(result) : result;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            ReducedBlocks blocks = ReducedBlocks.Of(_x, _axes);
            Tensor dy = _axes.Restore(gradient);
            if (!HasRows(blocks))
            {
                // dx = dy e^(x - y)
                Tensor product = _x.Detach() - _y;
                ElementwiseMap.UnaryInto<ExpOperator>(product, product, nameof(LogSumExp));
                ElementwiseMap.BinaryInto<MultiplyOperator>(product, product, dy);
                Pass(0, product);
                return;
            }

            Tensor dx = Tensor.Empty(_x.Shape, blocks.FullStrides, _x.DType);
            dy = dy.InLayout(blocks.KeptStrides);
            if (dx.DType == DType.Float32)
            {
                Differentiate<float>(blocks, dy, dx);
            }
            else
            {
                Differentiate<double>(blocks, dy, dx);
            }

            Pass(0, dx);
        }

        private static bool HasRows(in ReducedBlocks blocks) =>
            blocks.Inner == 1 && (blocks.Outer >= EnoughRows || blocks.Size < EnoughRows * Partition.ParallelElements);

        private static Tensor OfRows(in ReducedBlocks blocks, ReducedAxes reduced)
        {
            Tensor y = Tensor.Empty(reduced.KeptShape, blocks.KeptStrides, blocks.X.DType);
            if (y.DType == DType.Float32)
            {
                Run<float>(blocks, y);
            }
            else
            {
                Run<double>(blocks, y);
            }

            return y;
        }

        private static Tensor OfColumns(Tensor x, ReducedAxes reduced)
        {
            // 1. The maximum m, or 0 where it is infinite: e^inf and e^-inf are right by themselves.
            Tensor max = ReductionMap.Fold<MaximumFold>(x, reduced.KeptShape, nameof(LogSumExp));
            max = Tensor.Where(max.Abs().Equal(double.PositiveInfinity), Tensor.Scalar(0, x.DType), max);

            // 2. m + ln(sum of e^(x - m))
            Tensor exponentials = x - max;
            ElementwiseMap.UnaryInto<ExpOperator>(exponentials, exponentials, nameof(LogSumExp));
            return ReductionMap.Fold<SumFold>(exponentials, reduced.KeptShape, nameof(LogSumExp)).Log() + max;
        }

        private static unsafe void Run<T>(in ReducedBlocks blocks, Tensor y)
            where T : unmanaged, IFloatingPointIeee754<T> => LogSumExpLoop<T>.Forward(blocks.Outer, blocks.Size, blocks.X.Pointer<T>(), y.Pointer<T>());

        private unsafe void Differentiate<T>(in ReducedBlocks blocks, Tensor dy, Tensor dx)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Tensor y = _y.InLayout(blocks.KeptStrides);
            LogSumExpLoop<T>.Backward(blocks.Outer, blocks.Size, blocks.X.Pointer<T>(), y.Pointer<T>(), dy.Pointer<T>(), dx.Pointer<T>());
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The logarithm of a sum of exponentials, without overflow: y = ln(sum of e^x).</summary>
        /// <remarks>The gradient is softmax. Minus infinity over no elements. PyTorch's <c>torch.logsumexp</c>.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="axes">Axes to reduce; negative axes count from the end; none means all.</param>
        /// <param name="keepDim">Whether reduced axes stay with size 1.</param>
        /// <returns>y: x's shape without the reduced axes.</returns>
        /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor LogSumExp(this Tensor x, ReadOnlySpan<int> axes = default, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.LogSumExp.Forward(x, axes, keepDim);
        }
    }
}

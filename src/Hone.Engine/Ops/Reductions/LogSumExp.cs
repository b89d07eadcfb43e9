using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>Works on rows, [results, elements]; views bring other axes there.</summary>
    internal sealed class LogSumExp : Node
    {
        private readonly Tensor _x;
        private readonly Tensor _y;

        private LogSumExp(Tensor rows, Tensor x, Tensor y)
            : base(x)
        {
            _x = Save(rows);
            _y = Save(y);
        }

        // Shape rule: ReducedAxes. Forward:
        public static Tensor Forward(Tensor x, ReadOnlySpan<int> axes, bool keepDim)
        {
            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException("LogSumExp works on floating-point tensors.", x.ToString(), nameof(LogSumExp), "convert with To(DType.Float32) first");
            }

            var reduced = new ReducedAxes(x.Shape, axes, keepDim, nameof(LogSumExp));
            return reduced.FromRows(OfRows(reduced.Rows(x)));
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
            Tensor dx = Tensor.Empty(_x.Shape, Layout.RowMajor(_x.Shape), _x.DType);
            if (dx.DType == DType.Float32)
            {
                Differentiate<float>(dy, dx);
            }
            else
            {
                Differentiate<double>(dy, dx);
            }

            Pass(0, dx);
        }

        private static Tensor OfRows(Tensor x)
        {
            Tensor rows = x.IsContiguous ? x.Detach() : x.ContiguousCopy();
            Tensor y = Tensor.Empty([rows.Shape[0]], rows.DType);
            if (rows.DType == DType.Float32)
            {
                Run<float>(rows, y);
            }
            else
            {
                Run<double>(rows, y);
            }

            return Tape.Needs(x) ? new LogSumExp(rows, x, y).Attach(y) : y;
        }

        private static unsafe void Run<T>(Tensor x, Tensor y)
            where T : unmanaged, IFloatingPointIeee754<T> => LogSumExpLoop<T>.Forward(x.Shape[0], x.Shape[1], x.Pointer<T>(), y.Pointer<T>());

        private unsafe void Differentiate<T>(Tensor dy, Tensor dx)
            where T : unmanaged, IFloatingPointIeee754<T> =>
            LogSumExpLoop<T>.Backward(_x.Shape[0], _x.Shape[1], _x.Pointer<T>(), _y.Pointer<T>(), dy.Pointer<T>(), dx.Pointer<T>());
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

using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for softmax and its logarithm.</summary>
    internal sealed class Softmax : Node
    {
        private readonly Tensor _y;
        private readonly AxisRows _rows;
        private readonly bool _log;

        private Softmax(Tensor x, Tensor y, AxisRows rows, bool log)
            : base(x)
        {
            _y = Save(y);
            _rows = rows;
            _log = log;
        }

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x, int axis, bool log, string operation)
        {
            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException($"{operation} works on floating-point tensors.", x.ToString(), operation, "convert with To(DType.Float32) first");
            }

            var rows = AxisRows.Of(x.Shape, axis, operation);
            Tensor input = x.InLayout(rows.Strides);
            Tensor y = Tensor.Empty(x.Shape, rows.Strides, x.DType);
            if (x.DType == DType.Float32)
            {
                Run<float>(rows, log, input, y);
            }
            else
            {
                Run<double>(rows, log, input, y);
            }

            return Tape.Needs(x) ? new Softmax(x, y, rows, log).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = Align(gradient, _rows.Strides, out Tensor dx);
            if (dy.DType == DType.Float32)
            {
                Differentiate<float>(dy, dx);
            }
            else
            {
                Differentiate<double>(dy, dx);
            }

            Pass(0, dx);
        }

        private static unsafe void Run<T>(AxisRows rows, bool log, Tensor x, Tensor y)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var problem = new SoftmaxProblem<T> { Rows = rows.Count, Size = rows.Size, Log = log, X = x.Pointer<T>(), Y = y.Pointer<T>() };
            SoftmaxLoop<T>.Forward(ref problem);
        }

        private unsafe void Differentiate<T>(Tensor dy, Tensor dx)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var problem = new SoftmaxProblem<T>
            {
                Rows = _rows.Count,
                Size = _rows.Size,
                Log = _log,
                Y = _y.Pointer<T>(),
                Dy = dy.Pointer<T>(),
                Dx = dx.Pointer<T>(),
            };
            SoftmaxLoop<T>.Backward(ref problem);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Probabilities along an axis: y = e^x / sum of e^x.</summary>
        /// <remarks>The maximum is subtracted first, so that nothing overflows. A scalar is a row of one element. For a loss use <see cref="CrossEntropy"/>, which is exact and faster.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="axis">The axis whose values become probabilities; the last unless given.</param>
        /// <returns>y: [...], like x; each row along the axis sums to 1.</returns>
        /// <exception cref="ShapeException">The axis does not exist.</exception>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Softmax(this Tensor x, int axis = -1)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Softmax.Forward(x, axis, log: false, nameof(Softmax));
        }

        /// <summary>The logarithm of <see cref="Softmax"/>: y = x - log of the sum of e^x.</summary>
        /// <inheritdoc cref="Softmax" path="/param"/>
        /// <returns>y: [...], like x.</returns>
        /// <inheritdoc cref="Softmax" path="/exception"/>
        public static Tensor LogSoftmax(this Tensor x, int axis = -1)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Softmax.Forward(x, axis, log: true, nameof(LogSoftmax));
        }
    }
}

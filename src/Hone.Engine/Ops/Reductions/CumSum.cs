using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class CumSum : Node
    {
        private readonly AxisRows _rows;

        private CumSum(Tensor x, AxisRows rows)
            : base(x) => _rows = rows;

        // Shape rule: like x. Forward:
        public static Tensor Forward(Tensor x, int axis)
        {
            var rows = AxisRows.Of(x.Shape, axis, nameof(CumSum));

            // Whole numbers add up as Int64, so that they do not overflow and masks can be counted.
            Tensor input = (DTypes.IsFloatingPoint(x.DType) ? x : x.To(DType.Int64)).InLayout(rows.Strides);
            Tensor y = Tensor.Empty(x.Shape, rows.Strides, input.DType);
            switch (input.DType)
            {
                case DType.Float32:
                    Run<float>(rows, input, y, fromEnd: false);
                    break;
                case DType.Float64:
                    Run<double>(rows, input, y, fromEnd: false);
                    break;
                default:
                    Run<long>(rows, input, y, fromEnd: false);
                    break;
            }

            return Tape.Needs(x) ? new CumSum(x, rows).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // x[i] is part of every sum from i on: dx is the running sum of dy from the end.
            Tensor dy = Align(gradient, _rows.Strides, out Tensor dx);
            if (dy.DType == DType.Float32)
            {
                Run<float>(_rows, dy, dx, fromEnd: true);
            }
            else
            {
                Run<double>(_rows, dy, dx, fromEnd: true);
            }

            Pass(0, dx);
        }

        private static unsafe void Run<T>(AxisRows rows, Tensor x, Tensor y, bool fromEnd)
            where T : unmanaged, INumber<T> => RunningSumLoop<T>.Run(rows.Count, rows.Size, x.Pointer<T>(), y.Pointer<T>(), fromEnd);
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Running sums along an axis: y[i] = x[0] + ... + x[i].</summary>
        /// <remarks>
        /// PyTorch's <c>torch.cumsum</c>. Whole numbers and Bool add up as Int64, as those of <see cref="Sum(Tensor)"/> do: the running sum of a mask counts its true elements.
        /// The gradient is the running sum of dy from the end.
        /// </remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <returns>y: [...], like x; Int64 for whole numbers and Bool.</returns>
        /// <exception cref="ShapeException">The axis does not exist.</exception>
        public static Tensor CumSum(this Tensor x, int axis)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.CumSum.Forward(x, axis);
        }
    }
}

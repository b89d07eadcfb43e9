using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>Works on rows, [results, elements]; views bring other axes there.</summary>
    internal sealed class Prod : Node
    {
        private readonly Tensor _x;

        private Prod(Tensor rows, Tensor x)
            : base(x) => _x = Save(rows);

        // Shape rule: ReducedAxes. Forward:
        public static Tensor Forward(Tensor x, ReadOnlySpan<int> axes, bool keepDim)
        {
            if (!DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException("Prod works on floating-point tensors.", x.ToString(), nameof(Prod), "convert with To(DType.Float32) first");
            }

            var reduced = new ReducedAxes(x.Shape, axes, keepDim, nameof(Prod));
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

            return Tape.Needs(x) ? new Prod(rows, x).Attach(y) : y;
        }

        private static unsafe void Run<T>(Tensor x, Tensor y)
            where T : unmanaged, IFloatingPointIeee754<T> => ProductLoop<T>.Forward(x.Shape[0], x.Shape[1], x.Pointer<T>(), y.Pointer<T>());

        private unsafe void Differentiate<T>(Tensor dy, Tensor dx)
            where T : unmanaged, IFloatingPointIeee754<T> =>
            ProductLoop<T>.Backward(_x.Shape[0], _x.Shape[1], _x.Pointer<T>(), dy.Pointer<T>(), dx.Pointer<T>());
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The product over some axes.</summary>
        /// <remarks>1 over no elements. The gradient of an element is the product of the others, exact for zeros as well. PyTorch's <c>torch.prod</c>, over any axes.</remarks>
        /// <param name="x">x: [...], floating point.</param>
        /// <param name="axes">Axes to reduce; negative axes count from the end; none means all.</param>
        /// <param name="keepDim">Whether reduced axes stay with size 1.</param>
        /// <returns>y: x's shape without the reduced axes.</returns>
        /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
        /// <exception cref="HoneException">The elements are not floating point.</exception>
        public static Tensor Prod(this Tensor x, ReadOnlySpan<int> axes = default, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Prod.Forward(x, axes, keepDim);
        }
    }
}

using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for the largest and the smallest along an axis.</summary>
    internal sealed class Max : Node
    {
        private readonly Shape _shape;
        private readonly AxisRows _rows;
        private readonly Tensor _indices;

        private Max(Tensor x, AxisRows rows, Tensor indices)
            : base(x)
        {
            _shape = x.Shape;
            _rows = rows;
            _indices = Save(indices);
        }

        public static Tensor Forward(Tensor x, int axis, bool keepDim, bool largest, string operation)
        {
            Tensor y = Find(x, axis, keepDim, largest, operation, out Tensor indices, out AxisRows rows);
            return Tape.Needs(x) ? new Max(x, rows, indices).Attach(y) : y;
        }

        /// <summary>Shape rule and search: x's shape without the axis, or with size 1 there.</summary>
        public static Tensor Find(Tensor x, int axis, bool keepDim, bool largest, string operation, out Tensor indices, out AxisRows rows)
        {
            rows = AxisRows.Of(x.Shape, axis, operation);
            if (rows.Size == 0)
            {
                throw new ShapeException($"{operation} needs at least one element along its axis.", $"shape {x.Shape}, axis {axis}", operation);
            }

            int normalized = x.Shape.NormalizeAxis(axis, operation);
            Shape shape = keepDim ? x.Shape.With(normalized, 1) : x.Shape.Without(normalized);
            Tensor input = x.InLayout(rows.Strides);
            Tensor y = Tensor.Empty(shape, Layout.RowMajor(shape), x.DType);
            indices = Tensor.Empty(shape, Layout.RowMajor(shape), DType.Int64);
            switch (x.DType)
            {
                case DType.Float32:
                    Run<float>(rows, input, largest, y, indices);
                    break;
                case DType.Float64:
                    Run<double>(rows, input, largest, y, indices);
                    break;
                case DType.Int64:
                    Run<long>(rows, input, largest, y, indices);
                    break;
                case DType.Int32:
                    Run<int>(rows, input, largest, y, indices);
                    break;
                default:
                    Run<byte>(rows, input, largest, y, indices);
                    break;
            }

            return y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // The gradient goes to the element that was chosen.
            Tensor dx = Tensor.Empty(_shape, _rows.Strides, gradient.DType);
            Tensor dy = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
            if (dy.DType == DType.Float32)
            {
                Scatter<float>(dx, dy);
            }
            else
            {
                Scatter<double>(dx, dy);
            }

            Pass(0, dx);
        }

        private static unsafe void Run<T>(AxisRows rows, Tensor x, bool largest, Tensor y, Tensor indices)
            where T : unmanaged, INumber<T> =>
            ExtremumLoop<T>.Run(rows.Count, rows.Size, x.Pointer<T>(), largest, y.Pointer<T>(), indices.Pointer<long>());

        private unsafe void Scatter<T>(Tensor dx, Tensor dy)
            where T : unmanaged, INumber<T>
        {
            new Span<T>(dx.Pointer<T>(), dx.ElementCount).Clear();
            ExtremumLoop<T>.Scatter(_rows.Count, _rows.Size, dx.Pointer<T>(), dy.Pointer<T>(), _indices.Pointer<long>());
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The largest element along an axis.</summary>
        /// <remarks>Of equal elements the first gets the gradient; NaN wins over numbers, as in PyTorch. <see cref="ArgMax"/> gives the places.</remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="keepDim">Whether the axis stays with size 1.</param>
        /// <returns>y: x's shape without the axis.</returns>
        /// <exception cref="ShapeException">The axis does not exist or is empty.</exception>
        public static Tensor Max(this Tensor x, int axis, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Max.Forward(x, axis, keepDim, largest: true, nameof(Max));
        }

        /// <summary>The smallest element along an axis.</summary>
        /// <inheritdoc cref="Max" path="/remarks"/>
        /// <inheritdoc cref="Max" path="/param"/>
        /// <inheritdoc cref="Max" path="/returns"/>
        /// <inheritdoc cref="Max" path="/exception"/>
        public static Tensor Min(this Tensor x, int axis, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Max.Forward(x, axis, keepDim, largest: false, nameof(Min));
        }

        /// <summary>Where the largest element along an axis stands: an Int64 tensor. It has no gradient.</summary>
        /// <remarks>The first of equal elements; a NaN counts as largest.</remarks>
        /// <inheritdoc cref="Max" path="/param"/>
        /// <returns>y: x's shape without the axis, Int64.</returns>
        /// <inheritdoc cref="Max" path="/exception"/>
        public static Tensor ArgMax(this Tensor x, int axis = -1, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            Ops.Max.Find(x, axis, keepDim, largest: true, nameof(ArgMax), out Tensor indices, out _);
            return indices;
        }

        /// <summary>Where the smallest element along an axis stands: an Int64 tensor. It has no gradient.</summary>
        /// <remarks>The first of equal elements; a NaN counts as smallest.</remarks>
        /// <inheritdoc cref="Max" path="/param"/>
        /// <returns>y: x's shape without the axis, Int64.</returns>
        /// <inheritdoc cref="Max" path="/exception"/>
        public static Tensor ArgMin(this Tensor x, int axis = -1, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            Ops.Max.Find(x, axis, keepDim, largest: false, nameof(ArgMin), out Tensor indices, out _);
            return indices;
        }
    }
}

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
        private readonly ReducedAxes _axes;
        private readonly ReducedBlocks _blocks;
        private readonly Tensor _indices;

        private Max(Tensor x, ReducedAxes axes, in ReducedBlocks blocks, Tensor indices)
            : base(x)
        {
            _shape = x.Shape;
            _axes = axes;
            _blocks = blocks.WithoutValues();
            _indices = Save(indices);
        }

        public static Tensor Forward(Tensor x, int axis, bool keepDim, bool largest, string operation)
        {
            Tensor y = Find(x, axis, keepDim, largest, operation, out ReducedAxes axes, out ReducedBlocks blocks, out Tensor indices);
            Tensor result = axes.Drop(y);
            return Tape.Needs(x) ? new Max(x, axes, blocks, indices).Attach(result) : result;
        }

        /// <summary>Where the largest or smallest elements stand.</summary>
        public static Tensor Places(Tensor x, int axis, bool keepDim, bool largest, string operation)
        {
            _ = Find(x, axis, keepDim, largest, operation, out ReducedAxes axes, out _, out Tensor indices);
            return axes.Drop(indices);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // The gradient goes to the element that was chosen.
            Tensor dx = Tensor.Empty(_shape, _blocks.FullStrides, gradient.DType);
            Tensor dy = _axes.Restore(gradient).InLayout(_blocks.KeptStrides);
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

        /// <summary>Shape rule and search: values and places of x's shape with size 1 along the axis.</summary>
        private static Tensor Find(
            Tensor x,
            int axis,
            bool keepDim,
            bool largest,
            string operation,
            out ReducedAxes axes,
            out ReducedBlocks blocks,
            out Tensor indices)
        {
            x.RequireAlive(operation);
            axes = new ReducedAxes(x.Shape, [axis], keepDim, operation);
            if (axes.Count == 0)
            {
                throw new ShapeException($"{operation} needs at least one element along its axis.", $"shape {x.Shape}, axis {axis}", operation);
            }

            blocks = ReducedBlocks.Of(x, axes);
            Tensor y = Tensor.Empty(axes.KeptShape, blocks.KeptStrides, x.DType);
            indices = Tensor.Empty(axes.KeptShape, blocks.KeptStrides, DType.Int64);
            switch (x.DType)
            {
                case DType.Float32:
                    Run<float>(blocks, largest, y, indices);
                    break;
                case DType.Float64:
                    Run<double>(blocks, largest, y, indices);
                    break;
                case DType.Int64:
                    Run<long>(blocks, largest, y, indices);
                    break;
                case DType.Int32:
                    Run<int>(blocks, largest, y, indices);
                    break;
                default:
                    Run<byte>(blocks, largest, y, indices);
                    break;
            }

            return y;
        }

        private static unsafe void Run<T>(in ReducedBlocks blocks, bool largest, Tensor y, Tensor indices)
            where T : unmanaged, INumber<T>
        {
            if (largest)
            {
                ExtremumLoop<T, MaximumFold>.Run(blocks.Outer, blocks.Size, blocks.Inner, blocks.X.Pointer<T>(), y.Pointer<T>(), indices.Pointer<long>());
            }
            else
            {
                ExtremumLoop<T, MinimumFold>.Run(blocks.Outer, blocks.Size, blocks.Inner, blocks.X.Pointer<T>(), y.Pointer<T>(), indices.Pointer<long>());
            }
        }

        private unsafe void Scatter<T>(Tensor dx, Tensor dy)
            where T : unmanaged, INumber<T> =>
            ExtremumLoop<T, MaximumFold>.Scatter(_blocks.Outer, _blocks.Size, _blocks.Inner, dx.Pointer<T>(), dy.Pointer<T>(), _indices.Pointer<long>());
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
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/remarks"/>
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/param"/>
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/returns"/>
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/exception"/>
        public static Tensor Min(this Tensor x, int axis, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Max.Forward(x, axis, keepDim, largest: false, nameof(Min));
        }

        /// <summary>Where the largest element along an axis stands: an Int64 tensor. It has no gradient.</summary>
        /// <remarks>The first of equal elements; a NaN counts as largest.</remarks>
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/param"/>
        /// <returns>y: x's shape without the axis, Int64.</returns>
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/exception"/>
        public static Tensor ArgMax(this Tensor x, int axis = -1, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Max.Places(x, axis, keepDim, largest: true, nameof(ArgMax));
        }

        /// <summary>Where the smallest element along an axis stands: an Int64 tensor. It has no gradient.</summary>
        /// <remarks>The first of equal elements; a NaN counts as smallest.</remarks>
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/param"/>
        /// <returns>y: x's shape without the axis, Int64.</returns>
        /// <inheritdoc cref="Max(Tensor, int, bool)" path="/exception"/>
        public static Tensor ArgMin(this Tensor x, int axis = -1, bool keepDim = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Max.Places(x, axis, keepDim, largest: false, nameof(ArgMin));
        }
    }
}

using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class AffineGrid : Node
    {
        private readonly Shape _shape;
        private readonly Size2d _size;
        private readonly bool _alignCorners;

        private AffineGrid(Tensor theta, Size2d size, bool alignCorners)
            : base(theta)
        {
            _shape = theta.Shape;
            _size = size;
            _alignCorners = alignCorners;
        }

        /// <summary>Shape rule: [batch, 2, 3] gives [batch, height, width, 2].</summary>
        public static Shape OutputShape(Tensor theta, Size2d size)
        {
            bool fits = theta.Rank == 3 && theta.Shape[1] == 2 && theta.Shape[2] == 3 && size.Height > 0 && size.Width > 0;
            if (!fits || !DTypes.IsFloatingPoint(theta.DType))
            {
                throw new ShapeException(
                    "AffineGrid needs floating-point theta: [batch, 2, 3] and a size of at least 1x1.",
                    $"theta {theta.DType} {theta.Shape}, size {size}",
                    nameof(AffineGrid),
                    "give one 2x3 matrix for each image");
            }

            return [theta.Shape[0], size.Height, size.Width, 2];
        }

        public static unsafe Tensor Forward(Tensor theta, Size2d size, bool alignCorners)
        {
            Shape shape = OutputShape(theta, size);
            Tensor rows = theta.InLayout(Layout.RowMajor(theta.Shape));
            Tensor grid = Tensor.Empty(shape, Layout.RowMajor(shape), theta.DType);
            if (theta.DType == DType.Float32)
            {
                AffineGridLoop<float>.Forward(rows.Pointer<float>(), grid.Pointer<float>(), shape[0], size.Height, size.Width, alignCorners);
            }
            else
            {
                AffineGridLoop<double>.Forward(rows.Pointer<double>(), grid.Pointer<double>(), shape[0], size.Height, size.Width, alignCorners);
            }

            return Tape.Needs(theta) ? new AffineGrid(theta, size, alignCorners).Attach(grid) : grid;
        }

        /// <inheritdoc/>
        protected override unsafe void Backward(Tensor gradient)
        {
            // dtheta = sum over pixels of dgrid (x, y, 1)^T
            Tensor rows = gradient.InLayout(Layout.RowMajor(gradient.Shape));
            GradientSlot slot = Open(0, _shape, Layout.RowMajor(_shape), rows.DType);
            if (rows.DType == DType.Float32)
            {
                AffineGridLoop<float>.Backward(
                    rows.Pointer<float>(), slot.Memory.Pointer<float>(), _shape[0], _size.Height, _size.Width, _alignCorners, slot.Accumulate);
            }
            else
            {
                AffineGridLoop<double>.Backward(
                    rows.Pointer<double>(), slot.Memory.Pointer<double>(), _shape[0], _size.Height, _size.Width, _alignCorners, slot.Accumulate);
            }

            Close(0, slot);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The points at which an affine map reads its input, one for each output pixel: a grid for <see cref="GridSample"/>.</summary>
        /// <remarks>grid = theta (x, y, 1), (x, y) being the center of the output pixel in -1..1. PyTorch's <c>F.affine_grid</c> for images.</remarks>
        /// <param name="theta">theta: [batch, 2, 3], floating point: rows for x and y, columns for x, y and the shift.</param>
        /// <param name="size">Height and width of the output, in pixels.</param>
        /// <param name="alignCorners">Whether -1 and 1 are the centers of the corner pixels; false as in PyTorch. Sample with the same choice.</param>
        /// <returns>grid: [batch, height, width, 2]</returns>
        /// <exception cref="ShapeException">theta is no batch of 2x3 matrices, or a size is below 1.</exception>
        public static Tensor AffineGrid(this Tensor theta, Size2d size, bool alignCorners = false)
        {
            ArgumentNullException.ThrowIfNull(theta);
            return Ops.AffineGrid.Forward(theta, size, alignCorners);
        }
    }
}

using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class GridSample : Node
    {
        private readonly Shape _shape;
        private readonly Tensor? _x;
        private readonly Tensor _grid;
        private readonly GridSampleOptions _options;

        private GridSample(Tensor x, Tensor grid, Tensor images, Tensor points, GridSampleOptions options)
            : base(x, grid)
        {
            _shape = x.Shape;
            _x = NeedsGradient(1) ? Save(images) : null;
            _grid = Save(points);
            _options = options;
        }

        /// <summary>Shape rule: x [batch, channels, height, width] at grid [batch, out height, out width, 2] gives [batch, channels, out height, out width].</summary>
        public static Shape OutputShape(Tensor x, Tensor grid)
        {
            ElementwiseMap.RequireSameType(x, grid, nameof(GridSample));
            bool fits = x.Rank == 4 && grid.Rank == 4 && x.Shape[0] == grid.Shape[0] && grid.Shape[3] == 2 && x.Shape[2] > 0 && x.Shape[3] > 0;
            if (!fits || !DTypes.IsFloatingPoint(x.DType))
            {
                throw new ShapeException(
                    "GridSample needs floating-point x: [batch, channels, height, width] with at least one pixel and grid: [batch, out height, out width, 2].",
                    $"x {x.DType} {x.Shape} and grid {grid.Shape}",
                    nameof(GridSample),
                    "make the grid with AffineGrid, or stack x and y coordinates along a last axis");
            }

            return [x.Shape[0], x.Shape[1], grid.Shape[1], grid.Shape[2]];
        }

        public static Tensor Forward(Tensor x, Tensor grid, GridSampleOptions options)
        {
            Choice.Require(options.Mode, nameof(GridSample));
            Choice.Require(options.Padding, nameof(GridSample));
            Tensor y = Tensor.Empty(OutputShape(x, grid), x.DType);
            Tensor images = x.InChannelsLast();
            Tensor points = grid.InLayout(Layout.RowMajor(grid.Shape));
            if (x.DType == DType.Float32)
            {
                GridPass<float>.Forward(images, points, y, options);
            }
            else
            {
                GridPass<double>.Forward(images, points, y, options);
            }

            return Tape.Needs(x, grid) ? new GridSample(x, grid, images, points, options).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.InChannelsLast();
            bool isFloat32 = dy.DType == DType.Float32;
            if (NeedsGradient(0))
            {
                GradientSlot slot = Open(0, _shape, Layout.ChannelsLast(_shape), dy.DType);
                if (isFloat32)
                {
                    GridPass<float>.ImageBackward(_shape, _grid, dy, slot.Memory, _options, slot.Accumulate);
                }
                else
                {
                    GridPass<double>.ImageBackward(_shape, _grid, dy, slot.Memory, _options, slot.Accumulate);
                }

                Close(0, slot);
            }

            if (_x is not null)
            {
                GradientSlot slot = Open(1, _grid.Shape, Layout.RowMajor(_grid.Shape), dy.DType);
                if (isFloat32)
                {
                    GridPass<float>.GridBackward(_x, _grid, dy, slot.Memory, _options, slot.Accumulate);
                }
                else
                {
                    GridPass<double>.GridBackward(_x, _grid, dy, slot.Memory, _options, slot.Accumulate);
                }

                Close(1, slot);
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Reads images at the points of a grid: rotation, zoom, warping, spatial transformers.</summary>
        /// <remarks>
        /// Grid (x, y) in -1..1 spans the image, x along the width. Position in pixels: ((x + 1) width - 1) / 2, or (x + 1) (width - 1) / 2 with
        /// AlignCorners. A coordinate that is NaN lies outside. PyTorch's <c>F.grid_sample</c> for images. Differences: both gradients are deterministic, in
        /// the order of the grid, whatever the number of threads.
        /// </remarks>
        /// <param name="x">x: [batch, channels, height, width], floating point.</param>
        /// <param name="grid">grid: [batch, out height, out width, 2], of x's type; see <see cref="AffineGrid"/>.</param>
        /// <param name="options">Mode, padding and alignment; null stands for bilinear, zeros, not aligned.</param>
        /// <returns>y: [batch, channels, out height, out width]</returns>
        /// <exception cref="ShapeException">The shapes do not fit together, or x has no pixels.</exception>
        /// <exception cref="HoneException">The element types differ, or there is no such mode or padding.</exception>
        public static Tensor GridSample(this Tensor x, Tensor grid, GridSampleOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(grid);
            return Ops.GridSample.Forward(x, grid, options ?? new GridSampleOptions());
        }
    }
}

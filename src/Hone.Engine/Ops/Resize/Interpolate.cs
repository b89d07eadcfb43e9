using System.Globalization;
using Hone.Autograd;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class Interpolate : Node
    {
        private readonly Shape _shape;
        private readonly ResizeAxis _rows;
        private readonly ResizeAxis _columns;

        private Interpolate(Tensor x, ResizeAxis rows, ResizeAxis columns)
            : base(x)
        {
            _shape = x.Shape;
            _rows = rows;
            _columns = columns;
        }

        /// <summary>Shape rule: [batch, channels, height, width] gives [batch, channels, size], or floor(size factor).</summary>
        public static Size2d OutputSize(Tensor x, InterpolateOptions options)
        {
            if (x.Rank != 4 || !DTypes.IsFloatingPoint(x.DType) || x.Shape[2] < 1 || x.Shape[3] < 1)
            {
                throw new ShapeException(
                    "Interpolate needs floating-point x: [batch, channels, height, width] with at least one pixel.",
                    $"x {x.DType} {x.Shape}",
                    nameof(Interpolate),
                    "add a batch axis, or convert with To(DType.Float32)");
            }

            Choice.Require(options.Mode, nameof(Interpolate));
            bool isNearest = options.Mode is InterpolateMode.Nearest or InterpolateMode.NearestExact;
            if ((isNearest && (options.AlignCorners || options.Antialias)) || (options.AlignCorners && options.Antialias))
            {
                throw new HoneException(
                    "AlignCorners and Antialias are for bilinear and bicubic, one of them at a time.",
                    $"{options.Mode}, AlignCorners {options.AlignCorners}, Antialias {options.Antialias}",
                    nameof(Interpolate),
                    "leave one of them out");
            }

            if (options.Size.HasValue == options.ScaleFactor.HasValue)
            {
                throw new HoneException(
                    "Interpolate needs either Size or ScaleFactor.",
                    options.Size is null ? "neither" : $"Size {options.Size} and ScaleFactor {options.ScaleFactor}",
                    nameof(Interpolate),
                    "set ScaleFactor = 2 to double both axes");
            }

            if (options.ScaleFactor is { } large && large * Math.Max(x.Shape[2], x.Shape[3]) >= int.MaxValue)
            {
                throw new ShapeException(
                    $"Interpolate gives at most {int.MaxValue} pixels along an axis.",
                    $"x {x.Shape} times {large.ToString(CultureInfo.InvariantCulture)}",
                    nameof(Interpolate),
                    "use a smaller factor");
            }

            Size2d size = options.Size ?? Scaled(x.Shape, options.ScaleFactor!.Value);
            if (size.Height < 1 || size.Width < 1)
            {
                throw new ShapeException(
                    "Interpolate gives an output of at least 1x1.",
                    options.ScaleFactor is { } factor ? $"x {x.Shape} times {factor.ToString(CultureInfo.InvariantCulture)}" : $"x {x.Shape}, output {size}",
                    nameof(Interpolate),
                    "use a larger size or factor");
            }

            return size;
        }

        public static Tensor Forward(Tensor x, InterpolateOptions options) => Forward(x, OutputSize(x, options), options);

        /// <param name="x">x: [batch, channels, height, width]</param>
        /// <param name="size">What <see cref="OutputSize"/> says, or would say if the options named this size.</param>
        /// <param name="options">Mode and its switches.</param>
        public static Tensor Forward(Tensor x, Size2d size, InterpolateOptions options)
        {
            // The size first, even that of an empty batch: what memory cannot hold is refused before the tables of both axes fill it.
            Shape shape = [x.Shape[0], x.Shape[1], size.Height, size.Width];
            Storage.RequirePossible((nint)size.Height * size.Width);
            Tensor y = Tensor.Empty(shape, x.DType);
            ResizeAxis rows = ResizeAxis.Of(x.Shape[2], size.Height, options);
            ResizeAxis columns = ResizeAxis.Of(x.Shape[3], size.Width, options);
            Run(x.InChannelsLast(), rows, columns, y, accumulate: false);
            return Tape.Needs(x) ? new Interpolate(x, rows, columns).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // dx = rows^T dy columns: the same kernel over the transposed maps.
            Tensor dy = gradient.InChannelsLast();
            GradientSlot slot = Open(0, _shape, Layout.ChannelsLast(_shape), dy.DType);
            Run(dy, _rows.Transposed(), _columns.Transposed(), slot.Memory, slot.Accumulate);
            Close(0, slot);
        }

        private static Size2d Scaled(Shape shape, double factor)
        {
            double largest = factor * Math.Max(shape[2], shape[3]);
            return largest >= 0 ? new Size2d((int)(shape[2] * factor), (int)(shape[3] * factor)) : default;
        }

        private static void Run(Tensor x, ResizeAxis rows, ResizeAxis columns, Tensor y, bool accumulate)
        {
            if (x.DType == DType.Float32)
            {
                ResizePass<float>.Run(x, rows, columns, y, accumulate);
            }
            else
            {
                ResizePass<double>.Run(x, rows, columns, y, accumulate);
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Resizes images: nearest, bilinear or bicubic, with or without antialiasing.</summary>
        /// <remarks>
        /// Output pixel i lies at input position s (i + 1/2) - 1/2 with s = in / out, or 1 / factor where a factor was given; with AlignCorners at
        /// i (in - 1) / (out - 1). Pixels behind the border are the border pixel. PyTorch's <c>F.interpolate</c> for images. Differences: positions are
        /// computed in float64 and, for nearest by size, in whole numbers, where PyTorch rounds float32 positions; a neighbour of weight zero
        /// is not read, so that its NaN does not spread; AlignCorners together with Antialias is refused. Deterministic, backward too.
        /// </remarks>
        /// <param name="x">x: [batch, channels, height, width], floating point.</param>
        /// <param name="options">Size or factor, and mode.</param>
        /// <returns>y: [batch, channels, out height, out width]</returns>
        /// <exception cref="ShapeException">x has not four axes or no pixels, or the output would be empty or have more elements than a tensor can.</exception>
        /// <exception cref="HoneException">Options that exclude each other, neither size nor factor, or more memory than one block has.</exception>
        public static Tensor Interpolate(this Tensor x, InterpolateOptions options)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(options);
            return Ops.Interpolate.Forward(x, options);
        }
    }
}

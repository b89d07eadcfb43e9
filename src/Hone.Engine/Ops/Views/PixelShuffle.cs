using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for both directions: each is the other's gradient.</summary>
    internal sealed class PixelShuffle : Node
    {
        private readonly int _factor;
        private readonly bool _unshuffles;

        private PixelShuffle(Tensor x, int factor, bool unshuffles)
            : base(x)
        {
            _factor = factor;
            _unshuffles = unshuffles;
        }

        /// <summary>Shape rule: [batch, channels r^2, height, width] gives [batch, channels, height r, width r], or the other way round.</summary>
        public static Shape OutputShape(Shape x, int factor, bool unshuffles)
        {
            string operation = unshuffles ? "PixelUnshuffle" : "PixelShuffle";
            long area = (long)factor * factor;
            if (x.Rank != 4 || factor < 1)
            {
                throw new ShapeException($"{operation} needs x: [batch, channels, height, width] and a factor of at least 1.", $"x {x}, factor {factor}", operation);
            }

            if (!unshuffles && x[1] % area != 0)
            {
                throw new ShapeException(
                    $"PixelShuffle with factor {factor} makes {area} channels into one.",
                    $"{x[1]} channels at axis 1 of x {x}",
                    operation,
                    $"let the layer before have a multiple of {area} channels");
            }

            if (unshuffles && (x[2] % factor != 0 || x[3] % factor != 0))
            {
                int axis = x[2] % factor != 0 ? 2 : 3;
                throw new ShapeException(
                    $"PixelUnshuffle with factor {factor} cuts height and width into blocks of {factor}.",
                    $"size {x[axis]} at axis {axis} of x {x}",
                    operation,
                    "resize or pad the images to a multiple of the factor");
            }

            return unshuffles
                ? [x[0], checked((int)(x[1] * area)), x[2] / factor, x[3] / factor]
                : [x[0], (int)(x[1] / area), checked(x[2] * factor), checked(x[3] * factor)];
        }

        public static Tensor Forward(Tensor x, int factor, bool unshuffles)
        {
            Shape shape = OutputShape(x.Shape, factor, unshuffles);
            Tensor y = Tensor.Empty(shape, x.DType);

            // Behind a concatenation the gradient is a range of channels: it is read where it lies.
            int slice = unshuffles ? SlicePixelStride(x) : 0;
            if (slice > 0)
            {
                Move(x, y, slice, factor, unshuffles);
            }
            else
            {
                int channels = unshuffles ? x.Shape[1] : shape[1];
                Move(x.InChannelsLast(), y, channels, factor, unshuffles);
            }

            return Tape.Needs(x) ? new PixelShuffle(x, factor, unshuffles).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient) => Pass(0, Forward(gradient.Detach(), _factor, !_unshuffles));

        /// <summary>Elements from one pixel to the next where x is a range of the channels of a channels-last tensor, or all of them; otherwise 0.</summary>
        private static int SlicePixelStride(Tensor x)
        {
            int[] strides = x.Strides;
            long pixel = strides[3];
            long line = pixel * x.Shape[3];
            bool isEven = strides[1] == 1 && pixel >= x.Shape[1] && strides[2] == line && strides[0] == line * x.Shape[2];
            return isEven ? (int)pixel : 0;
        }

        private static void Move(Tensor x, Tensor y, int widePixel, int factor, bool unshuffles)
        {
            Tensor deep = unshuffles ? y : x;
            Tensor wide = unshuffles ? x : y;
            switch (DTypes.Size(x.DType))
            {
                case 4:
                    MoveBlocks<uint>(deep, wide, widePixel, factor, unshuffles);
                    break;
                case 8:
                    MoveBlocks<ulong>(deep, wide, widePixel, factor, unshuffles);
                    break;
                default:
                    MoveBlocks<byte>(deep, wide, widePixel, factor, unshuffles);
                    break;
            }
        }

        private static unsafe void MoveBlocks<T>(Tensor deep, Tensor wide, int widePixel, int factor, bool unshuffles)
            where T : unmanaged =>
            PixelBlocks<T>.Run(
                deep.Pointer<T>(), wide.Pointer<T>(), widePixel, deep.Shape[0] * deep.Shape[2], deep.Shape[3], wide.Shape[1], factor, unshuffles);
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Spreads channels over pixels: every r^2 channels become one channel of an image r times as high and wide.</summary>
        /// <remarks>
        /// y[n, c, h r + i, w r + j] = x[n, c r^2 + i r + j, h, w]. PyTorch's <c>F.pixel_shuffle</c>; Shi et al. 2016. One pass over x; a row-major x is brought to channels-last before.
        /// </remarks>
        /// <param name="x">x: [batch, channels r^2, height, width]</param>
        /// <param name="upscaleFactor">r, at least 1.</param>
        /// <returns>y: [batch, channels, height r, width r]</returns>
        /// <exception cref="ShapeException">x has not four axes, or its channels are no multiple of r^2.</exception>
        public static Tensor PixelShuffle(this Tensor x, int upscaleFactor)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.PixelShuffle.Forward(x, upscaleFactor, unshuffles: false);
        }
    }
}

using Hone.Autograd;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class AdaptiveMaxPool2d : Node
    {
        private readonly Shape _shape;
        private readonly Size2d _size;
        private readonly Tensor _pixels;

        private AdaptiveMaxPool2d(Tensor x, Size2d size, Tensor pixels)
            : base(x)
        {
            _shape = x.Shape;
            _size = size;
            _pixels = Save(pixels);
        }

        /// <summary>Shape rule: [batch, channels, height, width] gives [batch, channels, size].</summary>
        public static Shape OutputShape(Tensor x, Size2d size)
        {
            if (x.Rank != 4 || !DTypes.IsFloatingPoint(x.DType) || size.Height < 1 || size.Width < 1 || x.Shape[2] < 1 || x.Shape[3] < 1)
            {
                throw new ShapeException(
                    "AdaptiveMaxPool2d needs floating-point x: [batch, channels, height, width] and an output of at least 1x1.",
                    $"x {x.DType} {x.Shape}, output {size}",
                    nameof(AdaptiveMaxPool2d),
                    "add a batch axis, or convert with To(DType.Float32)");
            }

            return [x.Shape[0], x.Shape[1], size.Height, size.Width];
        }

        public static Tensor Forward(Tensor x, Size2d size)
        {
            Shape shape = OutputShape(x, size);
            Tensor rows = x.InChannelsLast();
            Tensor y = Tensor.Empty(shape, x.DType);
            bool recorded = Tape.Needs(x);
            Tensor? pixels = recorded ? Tensor.Empty(shape, DType.Int32) : null;
            if (x.DType == DType.Float32)
            {
                AdaptiveMaximumPass<float>.Forward(rows, y, pixels);
            }
            else
            {
                AdaptiveMaximumPass<double>.Forward(rows, y, pixels);
            }

            return recorded ? new AdaptiveMaxPool2d(x, size, pixels!).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.InChannelsLast();
            GradientSlot slot = Open(0, _shape, Layout.ChannelsLast(_shape), dy.DType);
            if (dy.DType == DType.Float32)
            {
                AdaptiveMaximumPass<float>.Backward(dy, slot.Memory, _pixels, _size, slot.Accumulate);
            }
            else
            {
                AdaptiveMaximumPass<double>.Backward(dy, slot.Memory, _pixels, _size, slot.Accumulate);
            }

            Close(0, slot);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>Maxima over a grid of windows that covers images of any size: the output has the size asked for.</summary>
        /// <remarks>
        /// Windows as in <see cref="AdaptiveAvgPool2d"/>; size 1 is the maximum of each channel. Of equal values the first gets the gradient; NaN wins
        /// over numbers. PyTorch's <c>F.adaptive_max_pool2d</c>.
        /// </remarks>
        /// <param name="x">x: [batch, channels, height, width]</param>
        /// <param name="size">Height and width of the output in pixels.</param>
        /// <returns>y: [batch, channels, size.Height, size.Width]</returns>
        /// <exception cref="ShapeException">x has not four axes, or a size is below 1.</exception>
        public static Tensor AdaptiveMaxPool2d(this Tensor x, Size2d size)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.AdaptiveMaxPool2d.Forward(x, size);
        }
    }
}

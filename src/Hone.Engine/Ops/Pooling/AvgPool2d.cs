using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class AvgPool2d : Node
    {
        private readonly PoolSizes _sizes;

        private AvgPool2d(Tensor x, in PoolSizes sizes)
            : base(x) => _sizes = sizes;

        // Shape rule: PoolSizes. Forward:
        public static Tensor Forward(Tensor x, in PoolSizes sizes)
        {
            Tensor rows = x.InChannelsLast();
            Tensor y = Tensor.Empty(sizes.Output, x.DType);
            if (x.DType == DType.Float32)
            {
                Run<float>(sizes, rows, y);
            }
            else
            {
                Run<double>(sizes, rows, y);
            }

            return Tape.Needs(x) ? new AvgPool2d(x, sizes).Attach(y) : y;
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            Tensor dy = gradient.InChannelsLast();
            GradientSlot slot = Open(0, _sizes.Input, Layout.ChannelsLast(_sizes.Input), dy.DType);
            if (dy.DType == DType.Float32)
            {
                Gather<float>(dy, slot);
            }
            else
            {
                Gather<double>(dy, slot);
            }

            Close(0, slot);
        }

        private static unsafe void Run<T>(in PoolSizes sizes, Tensor x, Tensor y)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            PoolProblem<T> problem = sizes.Problem<T>();
            problem.X = x.Pointer<T>();
            problem.Y = y.Pointer<T>();
            AveragePool<T>.Forward(ref problem);
        }

        private unsafe void Gather<T>(Tensor dy, GradientSlot slot)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            PoolProblem<T> problem = _sizes.Problem<T>();
            problem.Dy = dy.Pointer<T>();
            problem.Dx = slot.Memory.Pointer<T>();
            problem.Accumulate = slot.Accumulate;
            AveragePool<T>.Backward(ref problem);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The mean of each window of pixels, channel by channel.</summary>
        /// <remarks>Out = (in + 2 padding - kernel) / stride + 1, rounded down, or up in ceil mode. PyTorch's <c>F.avg_pool2d</c>.</remarks>
        /// <param name="x">x: [batch, channels, height, width]</param>
        /// <param name="kernel">Size of the window in pixels.</param>
        /// <param name="options">Stride, padding and how borders count; null stands for windows side by side without padding.</param>
        /// <returns>y: [batch, channels, out height, out width]</returns>
        /// <exception cref="ShapeException">The numbers or sizes do not fit together.</exception>
        public static Tensor AvgPool2d(this Tensor x, Size2d kernel, AvgPool2dOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            options ??= AvgPool2dOptions.Plain;
            PoolSizes sizes = PoolSizes.Create(
                x,
                kernel,
                options.Stride ?? kernel,
                options.Padding,
                dilation: 1,
                options.CeilMode,
                options.CountIncludePad,
                nameof(AvgPool2d));
            return Ops.AvgPool2d.Forward(x, sizes);
        }
    }
}

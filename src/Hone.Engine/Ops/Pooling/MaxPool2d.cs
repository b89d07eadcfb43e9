using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;
using Hone.Ops;

namespace Hone.Ops
{
    internal sealed class MaxPool2d : Node
    {
        /// <summary>Pixels of a window: backward remembers the winner in a byte.</summary>
        public const int MostTaps = 256;

        private readonly PoolSizes _sizes;
        private readonly Tensor _taps;

        private MaxPool2d(Tensor x, in PoolSizes sizes, Tensor taps)
            : base(x)
        {
            _sizes = sizes;
            _taps = Save(taps);
        }

        /// <summary>Shape rule: <see cref="PoolSizes"/>, and a kernel whose taps are counted by a byte.</summary>
        public static PoolSizes Sizes(Tensor x, Size2d kernel, Size2d stride, Size2d padding, Size2d dilation, bool ceilMode)
        {
            PoolSizes sizes = PoolSizes.Create(x, kernel, stride, padding, dilation, ceilMode, countIncludePad: false, nameof(MaxPool2d));
            if ((long)kernel.Height * kernel.Width > MostTaps)
            {
                throw new ShapeException(
                    $"MaxPool2d takes kernels of at most {MostTaps} pixels.",
                    $"kernel {kernel}: {(long)kernel.Height * kernel.Width} pixels",
                    nameof(MaxPool2d),
                    "pool twice with smaller kernels");
            }

            return sizes;
        }

        public static Tensor Forward(Tensor x, in PoolSizes sizes)
        {
            Tensor rows = x.InChannelsLast();
            Tensor y = Tensor.Empty(sizes.Output, x.DType);
            bool recorded = Tape.Needs(x);

            // One byte for each output is all that backward needs.
            Tensor? taps = recorded ? Tensor.Empty(sizes.Output, DType.UInt8) : null;
            if (x.DType == DType.Float32)
            {
                Run<float>(sizes, rows, y, taps);
            }
            else
            {
                Run<double>(sizes, rows, y, taps);
            }

            return recorded ? new MaxPool2d(x, sizes, taps!).Attach(y) : y;
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

        private static unsafe void Run<T>(in PoolSizes sizes, Tensor x, Tensor y, Tensor? taps)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            PoolProblem<T> problem = sizes.Problem<T>();
            problem.X = x.Pointer<T>();
            problem.Y = y.Pointer<T>();
            problem.Taps = taps is null ? null : taps.Pointer<byte>();
            MaxPool<T>.Forward(ref problem);
        }

        private unsafe void Gather<T>(Tensor dy, GradientSlot slot)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            PoolProblem<T> problem = _sizes.Problem<T>();
            problem.Dy = dy.Pointer<T>();
            problem.Dx = slot.Memory.Pointer<T>();
            problem.Accumulate = slot.Accumulate;
            problem.Taps = _taps.Pointer<byte>();
            MaxPool<T>.Backward(ref problem);
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>The maximum of each window of pixels, channel by channel.</summary>
        /// <remarks>
        /// Out = (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down, or up in ceil mode. Padding never wins; a window that lies in it whole, which
        /// takes a dilation, gives -infinity. Of equal values the first gets the gradient; NaN wins over numbers. A dilation above 1 runs in plain loops. PyTorch's <c>F.max_pool2d</c>; backward needs one byte for each output, so kernels have at most 256 pixels.
        /// </remarks>
        /// <param name="x">x: [batch, channels, height, width]</param>
        /// <param name="kernel">Size of the window in pixels.</param>
        /// <param name="stride">Pixels from one window to the next; the kernel's size unless given.</param>
        /// <param name="padding">Pixels around the input, at most half the kernel.</param>
        /// <param name="ceilMode">Whether a last window that reaches over the border counts: the size is rounded up.</param>
        /// <param name="dilation">Pixels from one pixel of the window to the next; 1 unless given: side by side.</param>
        /// <returns>y: [batch, channels, out height, out width]</returns>
        /// <exception cref="ShapeException">The numbers or sizes do not fit together.</exception>
        public static Tensor MaxPool2d(this Tensor x, Size2d kernel, Size2d? stride = null, Size2d padding = default, bool ceilMode = false, Size2d? dilation = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.MaxPool2d.Forward(x, Ops.MaxPool2d.Sizes(x, kernel, stride ?? kernel, padding, dilation ?? 1, ceilMode));
        }
    }
}

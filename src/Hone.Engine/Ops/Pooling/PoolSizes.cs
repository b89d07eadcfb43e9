using Hone.Kernels;

namespace Hone.Ops;

/// <summary>The shape rule of 2-d pooling: out = (in + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded down, or up in ceil mode.</summary>
internal readonly record struct PoolSizes(Shape Input, Size2d Kernel, Size2d Stride, Size2d Padding, Size2d Dilation, Size2d Out, bool CountIncludePad)
{
    public Shape Output => [Input[0], Input[1], Out.Height, Out.Width];

    /// <summary>Checks the numbers and computes the output's size.</summary>
    public static PoolSizes Create(Tensor x, Size2d kernel, Size2d stride, Size2d padding, Size2d dilation, bool ceilMode, bool countIncludePad, string operation)
    {
        if (x.Rank != 4 || !DTypes.IsFloatingPoint(x.DType))
        {
            throw new ShapeException(
                $"{operation} needs floating-point x: [batch, channels, height, width].",
                $"x {x.DType} {x.Shape}",
                operation,
                "add a batch axis, or convert with To(DType.Float32)");
        }

        if (Math.Min(kernel.Height, kernel.Width) < 1 || Math.Min(stride.Height, stride.Width) < 1
            || Math.Min(padding.Height, padding.Width) < 0
            || padding.Height > kernel.Height / 2 || padding.Width > kernel.Width / 2)
        {
            throw new ShapeException(
                $"{operation} needs kernel and stride of at least 1 and padding of 0 to half the kernel.",
                $"kernel {kernel}, stride {stride}, padding {padding}",
                operation,
                $"use padding of at most {kernel.Height / 2}x{kernel.Width / 2}");
        }

        if (Math.Min(dilation.Height, dilation.Width) < 1)
        {
            throw new ShapeException($"{operation} needs a dilation of at least 1.", $"dilation {dilation}", operation, "1 takes pixels side by side, 2 every other one");
        }

        var output = new Size2d(
            OutSize(x.Shape[2], kernel.Height, stride.Height, padding.Height, dilation.Height, ceilMode),
            OutSize(x.Shape[3], kernel.Width, stride.Width, padding.Width, dilation.Width, ceilMode));
        if (output.Height < 1 || output.Width < 1)
        {
            throw new ShapeException(
                $"{operation} needs an input that is at least as large as the kernel.",
                $"x {x.Shape} with padding {padding}, kernel {kernel}{(dilation == 1 ? string.Empty : $", dilation {dilation}")}",
                operation,
                "use a smaller kernel or fewer pooling layers");
        }

        return new PoolSizes(x.Shape, kernel, stride, padding, dilation, output, countIncludePad);
    }

    /// <summary>The sizes in the form that the kernels take.</summary>
    public PoolProblem<T> Problem<T>()
        where T : unmanaged => new()
        {
            Batch = Input[0],
            Channels = Input[1],
            InHeight = Input[2],
            InWidth = Input[3],
            OutHeight = Out.Height,
            OutWidth = Out.Width,
            KernelHeight = Kernel.Height,
            KernelWidth = Kernel.Width,
            StrideHeight = Stride.Height,
            StrideWidth = Stride.Width,
            PaddingHeight = Padding.Height,
            PaddingWidth = Padding.Width,
            DilationHeight = Dilation.Height,
            DilationWidth = Dilation.Width,
            CountIncludePad = CountIncludePad,
        };

    /// <summary>Positions from the first of a window to behind its last.</summary>
    public static long Span(int kernel, int dilation) => ((kernel - 1L) * dilation) + 1;

    private static int OutSize(int size, int kernel, int stride, int padding, int dilation, bool ceilMode)
    {
        long room = size + (2L * padding) - Span(kernel, dilation);
        if (room < 0)
        {
            return 0;
        }

        long count = ((ceilMode ? room + stride - 1 : room) / stride) + 1;

        // In ceil mode a last window that would begin behind the input is dropped, as in PyTorch.
        return (int)(ceilMode && (count - 1) * stride >= (long)size + padding ? count - 1 : count);
    }
}

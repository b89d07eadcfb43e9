namespace Hone.Ops;

/// <summary>What the 1-d poolings share: sequences are images that are one pixel high.</summary>
internal static class SequencePooling
{
    /// <summary>[batch, channels, length] as [batch, channels, 1, length].</summary>
    public static Tensor AsImages(Tensor x, string operation)
    {
        if (x.Rank != 3 || !DTypes.IsFloatingPoint(x.DType))
        {
            throw new ShapeException(
                $"{operation} needs floating-point x: [batch, channels, length].",
                $"x {x.DType} {x.Shape}",
                operation,
                "add the missing axis with Unsqueeze, or use the 2-d form for images");
        }

        return x.Unsqueeze(2);
    }

    /// <summary>The rule of <see cref="PoolSizes"/> in the numbers of a sequence, so that no error speaks of images.</summary>
    /// <param name="x">x: [batch, channels, length]</param>
    /// <param name="kernel">Length of the window.</param>
    /// <param name="stride">Steps from one window to the next.</param>
    /// <param name="padding">Steps at both ends.</param>
    /// <param name="operation">For the message.</param>
    /// <param name="dilation">Steps from one step of the window to the next.</param>
    public static void RequireWindow(Tensor x, int kernel, int stride, int padding, string operation, int dilation = 1)
    {
        if (kernel < 1 || stride < 1 || padding < 0 || padding > kernel / 2)
        {
            throw new ShapeException(
                $"{operation} needs kernel and stride of at least 1 and padding of 0 to half the kernel.",
                $"kernel {kernel}, stride {stride}, padding {padding}",
                operation,
                $"use padding of at most {Math.Max(kernel, 0) / 2}");
        }

        if (dilation < 1)
        {
            throw new ShapeException($"{operation} needs a dilation of at least 1.", $"dilation {dilation}", operation, "1 takes steps side by side, 2 every other one");
        }

        if (x.Shape[2] + (2L * padding) < PoolSizes.Span(kernel, dilation))
        {
            throw new ShapeException(
                $"{operation} needs a sequence that is at least as long as the kernel.",
                $"x {x.Shape} with padding {padding}, kernel {kernel}{(dilation == 1 ? string.Empty : $", dilation {dilation}")}",
                operation,
                "use a smaller kernel or fewer pooling layers");
        }
    }
}

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
}

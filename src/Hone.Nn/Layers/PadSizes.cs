namespace Hone.Nn;

/// <summary>What the padding layers refuse.</summary>
internal static class PadSizes
{
    /// <summary>Padding for <see cref="TensorOperations.Pad"/>, refused already where a layer is made.</summary>
    /// <exception cref="ShapeException">A side gets a negative number of elements.</exception>
    public static int[] Checked(int[] padding, string layer)
    {
        if (Array.Exists(padding, elements => elements < 0))
        {
            throw new ShapeException(
                $"{layer} puts zero or more elements on each side.",
                $"[{string.Join(", ", padding)}]",
                layer,
                "cut with Narrow instead");
        }

        return padding;
    }

    /// <summary>Refuses what has neither a batch of items nor one item: its last axes would be padded all the same.</summary>
    /// <exception cref="ShapeException">x has another number of axes.</exception>
    public static void RequirePlaces(Tensor x, int axes, string layer)
    {
        if (x.Rank != axes + 1 && x.Rank != axes + 2)
        {
            string places = axes == 1 ? "length" : "height, width";
            throw new ShapeException(
                $"{layer} needs x: [batch, channels, {places}] or [channels, {places}].",
                $"x {x.Shape}",
                layer,
                "add the missing axis with Unsqueeze, or use the layer for as many axes as x has");
        }
    }
}

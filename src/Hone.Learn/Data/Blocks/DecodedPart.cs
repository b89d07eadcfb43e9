using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>One part of a sample, turned back from numbers into what people can look at; the other direction of a block.</summary>
/// <param name="Text">In words: the class, the numbers, the size.</param>
public sealed record DecodedPart(string Text)
{
    /// <summary>The picture; null for parts that are none.</summary>
    public ImageData? Image { get; init; }

    /// <summary>The class of each pixel, <c>[height, width]</c> with one byte each; null for parts that are no masks.</summary>
    public ImageData? Mask { get; init; }

    /// <summary>Points as x and y in turn, as shares -1 to 1 of their image; empty for parts that are no points.</summary>
    public IReadOnlyList<float> Points { get; init; } = [];

    /// <summary>Left, top, right and bottom edge of boxes in turn, as shares -1 to 1 of their image; empty for parts that are no boxes.</summary>
    public IReadOnlyList<float> Boxes { get; init; } = [];
}

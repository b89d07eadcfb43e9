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

    /// <summary>Names of the classes of a mask by code; empty for parts that are no masks, and where they are not known.</summary>
    public IReadOnlyList<string> Vocab { get; init; } = [];

    /// <summary>The classes that the part says: one of a category, any number of a set of labels; null for parts that are no classes, and for an item without a label. An answer of classes is right or wrong, see <see cref="ShownSample.IsRight"/>.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Points as x and y in turn, as shares -1 to 1 of their image; empty for parts that are no points.</summary>
    public IReadOnlyList<float> Points { get; init; } = [];

    /// <summary>Left, top, right and bottom edge of boxes in turn, as shares -1 to 1 of their image; empty for parts that are no boxes.</summary>
    public IReadOnlyList<float> Boxes { get; init; } = [];

    /// <summary>The part in words.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}

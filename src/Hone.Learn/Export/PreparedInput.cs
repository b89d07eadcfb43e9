namespace Hone.Learn;

/// <summary>One input of an item, as the columns of the model take it; which of the three depends on the kind of the input.</summary>
/// <param name="Pixels">An image that has passed through the item transforms.</param>
/// <param name="Numbers">A row, or an image of several bands, row-major.</param>
/// <param name="Tokens">The numbers of the tokens of a text.</param>
internal readonly record struct PreparedInput(ImagePixels Pixels, ReadOnlyMemory<float> Numbers, int[]? Tokens);

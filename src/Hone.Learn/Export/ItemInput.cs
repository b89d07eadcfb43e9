using System.Globalization;

namespace Hone.Learn;

/// <summary>One input of an item for a model that sees several: a picture, a text or numbers, in memory or in a file.</summary>
/// <example><code>
/// Prediction same = predictor.Predict([ItemInput.OfFile("left.jpg"), ItemInput.OfFile("right.jpg")]);
/// Prediction price = predictor.Predict([ItemInput.OfFile("house.jpg"), ItemInput.OfNumbers(new float[] { 120, 4 })]);
/// </code></example>
public sealed class ItemInput
{
    private ItemInput(string description) => Description = description;

    /// <summary>What it is, for messages.</summary>
    internal string Description { get; }

    internal string? Path { get; private init; }

    internal ImagePixels? Image { get; private init; }

    internal string? Text { get; private init; }

    internal ReadOnlyMemory<float>? Numbers { get; private init; }

    /// <summary>A file, which is read when the item is predicted: PNG, JPEG, BMP or GIF where the model sees an image, a text in UTF-8 where it sees a text.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The input.</returns>
    public static ItemInput OfFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ItemInput($"the file {path}") { Path = path };
    }

    /// <summary>An image in memory; it passes through the transforms of validation.</summary>
    /// <param name="image">Bytes in the layout <c>[height, width, channels]</c>.</param>
    /// <returns>The input.</returns>
    public static ItemInput OfImage(ImagePixels image) => new(string.Create(CultureInfo.InvariantCulture, $"an image of {image.Height}x{image.Width} pixels")) { Image = image };

    /// <summary>A text, which is cut and numbered as in training.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The input.</returns>
    public static ItemInput OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ItemInput(string.Create(CultureInfo.InvariantCulture, $"a text of {text.Length} characters")) { Text = text };
    }

    /// <summary>Numbers: a row, or an image of several bands, as the input block gives them, before the batch transforms.</summary>
    /// <param name="numbers">numbers: <c>[features]</c>, or <c>[bands, height, width]</c> row-major.</param>
    /// <returns>The input.</returns>
    public static ItemInput OfNumbers(ReadOnlyMemory<float> numbers) => new(string.Create(CultureInfo.InvariantCulture, $"{numbers.Length} numbers")) { Numbers = numbers };
}

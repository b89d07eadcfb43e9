using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>What a baseline learns from or is scored on: one row of numbers and one class for each item.</summary>
/// <remarks>Rows are <c>[items, features]</c>; for images the pixels divided by 255, as they lie in memory.</remarks>
public sealed class BaselineData
{
    /// <summary>Joins rows and classes; the arrays are kept, not copied.</summary>
    /// <param name="rows"><c>[items, features]</c>.</param>
    /// <param name="labels">The class of each item, 0 to <paramref name="classCount"/> - 1.</param>
    /// <param name="ids">The id of each item.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="imageShape">Channels, height and width when a row is an image; null otherwise.</param>
    /// <exception cref="HoneDataException">The lengths do not fit together.</exception>
    public BaselineData(float[] rows, int[] labels, IReadOnlyList<string> ids, int classCount, Shape? imageShape = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(ids);
        if (labels.Length == 0 || rows.Length % labels.Length != 0 || ids.Count != labels.Length)
        {
            throw new HoneDataException(
                "Baseline data have one row of numbers, one class and one id for each item, at least one item.",
                $"{rows.Length} numbers, {labels.Length} classes, {ids.Count} ids",
                "BaselineData",
                "pass the rows, classes and ids of the same items");
        }

        Rows = rows;
        Labels = labels;
        Ids = ids;
        ClassCount = classCount;
        FeatureCount = rows.Length / labels.Length;
        ImageShape = imageShape;
    }

    /// <summary>All rows, <c>[items, features]</c>.</summary>
    public float[] Rows { get; }

    /// <summary>The class of each item.</summary>
    public int[] Labels { get; }

    /// <summary>The id of each item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>How many classes there are.</summary>
    public int ClassCount { get; }

    /// <summary>How many numbers a row has.</summary>
    public int FeatureCount { get; }

    /// <summary>Channels, height and width when a row is an image.</summary>
    public Shape? ImageShape { get; }

    /// <summary>How many items there are.</summary>
    public int Count => Labels.Length;

    /// <summary>Some images of a set as rows of numbers from 0 to 1.</summary>
    /// <param name="images">The set.</param>
    /// <param name="indices">Which images, in which order.</param>
    /// <param name="ids">The id of each of them.</param>
    public static BaselineData FromImages(ImageSet images, IReadOnlyList<int> indices, IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(indices);
        int length = images.Height * images.Width * images.Channels;
        var rows = new float[indices.Count * length];
        var labels = new int[indices.Count];
        for (int i = 0; i < indices.Count; i++)
        {
            ReadOnlySpan<byte> pixels = images.Image(indices[i]);
            Span<float> row = rows.AsSpan(i * length, length);
            for (int p = 0; p < length; p++)
            {
                row[p] = pixels[p] / 255f;
            }

            labels[i] = images.Labels[indices[i]];
        }

        return new BaselineData(rows, labels, ids, images.ClassNames.Count, [images.Channels, images.Height, images.Width]);
    }

    /// <summary>The numbers of one item.</summary>
    /// <param name="item">0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<float> Row(int item) => Rows.AsSpan(item * FeatureCount, FeatureCount);
}

namespace Hone.Learn.Data;

/// <summary>Labeled images of one size, in memory.</summary>
/// <remarks>Pixels have the layout <c>[count, height, width, channels]</c>, one byte each, 0 (black) to 255.</remarks>
public sealed class ImageSet
{
    private ImageSet(int count, int height, int width, int channels, byte[] pixels, int[] labels, IReadOnlyList<string> classNames, string source)
    {
        Count = count;
        Height = height;
        Width = width;
        Channels = channels;
        Pixels = pixels;
        Labels = labels;
        ClassNames = classNames;
        Source = source;
    }

    /// <summary>The number of images.</summary>
    public int Count { get; }

    /// <summary>The height of each image in pixels.</summary>
    public int Height { get; }

    /// <summary>The width of each image in pixels.</summary>
    public int Width { get; }

    /// <summary>The bytes per pixel: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</summary>
    public int Channels { get; }

    /// <summary>All pixels, <c>[count, height, width, channels]</c>.</summary>
    public byte[] Pixels { get; }

    /// <summary>The class of each image, an index into <see cref="ClassNames"/>: <c>[count]</c>.</summary>
    public int[] Labels { get; }

    /// <summary>The classes by index.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Where the images came from, for run records and error messages.</summary>
    public string Source { get; }

    /// <summary>Joins pixels and labels that are in memory already; the arrays are kept, not copied.</summary>
    /// <param name="pixels"><c>[count, height, width, channels]</c>.</param>
    /// <param name="labels"><c>[count]</c>.</param>
    /// <param name="height">Height of each image in pixels, at least 1.</param>
    /// <param name="width">Width of each image in pixels, at least 1.</param>
    /// <param name="channels">Bytes per pixel, 1 to 4.</param>
    /// <param name="classNames">The classes by index.</param>
    /// <param name="source">Where the images came from.</param>
    /// <returns>The set.</returns>
    /// <exception cref="HoneDataException">The number of pixels is no multiple of an image, the counts differ, or a label names no class.</exception>
    public static ImageSet Create(byte[] pixels, int[] labels, int height, int width, int channels, IReadOnlyList<string> classNames, string source)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        long imageLength = (long)height * width * channels;
        if (pixels.Length != labels.Length * imageLength)
        {
            throw new HoneDataException(
                $"{labels.Length} labels of {height}x{width}x{channels} images need {labels.Length * imageLength} pixel bytes.",
                $"{pixels.Length} bytes",
                source,
                "pass pixels and labels of the same images");
        }

        CheckLabels(labels, classNames, source);
        return new ImageSet(labels.Length, height, width, channels, pixels, labels, [.. classNames], source);
    }

    /// <summary>Reads a pair of idx files, images <c>[count, height, width]</c> and labels <c>[count]</c>.</summary>
    /// <param name="imagesPath">The images, plain or gzip.</param>
    /// <param name="labelsPath">The labels, plain or gzip.</param>
    /// <param name="classNames">The classes by index.</param>
    /// <returns>The set, with one channel.</returns>
    /// <exception cref="FileNotFoundException">One of the files does not exist.</exception>
    /// <exception cref="HoneFormatException">One of the files is malformed or has another number of dimensions.</exception>
    /// <exception cref="HoneDataException">The counts differ, or a label names no class.</exception>
    public static ImageSet FromIdx(string imagesPath, string labelsPath, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        return FromIdx(IdxFile.Read(imagesPath), IdxFile.Read(labelsPath), imagesPath, labelsPath, classNames);
    }

    /// <summary>The pixels of one image, <c>[height, width, channels]</c>, without a copy.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <returns>A window into <see cref="Pixels"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int length = Height * Width * Channels;
        return Pixels.AsSpan(index * length, length);
    }

    /// <summary>How many images each class has, by class index.</summary>
    /// <returns>One count for each entry of <see cref="ClassNames"/>, zeros included.</returns>
    public int[] ClassCounts()
    {
        var counts = new int[ClassNames.Count];
        foreach (int label in Labels)
        {
            counts[label]++;
        }

        return counts;
    }

    /// <summary>Joins a pair of idx arrays; the names appear in errors.</summary>
    internal static ImageSet FromIdx(IdxArray images, IdxArray labels, string imagesName, string labelsName, IReadOnlyList<string> classNames)
    {
        CheckRank(images, 3, "images [count, height, width]", imagesName);
        CheckRank(labels, 1, "labels [count]", labelsName);
        if (images.Shape[0] != labels.Shape[0])
        {
            throw new HoneDataException(
                "Each image needs one label.",
                $"{images.Shape[0]} images and {labels.Shape[0]} labels",
                $"images {imagesName}, labels {labelsName}",
                "take both files from the same part of the same dataset");
        }

        if (images.Shape[1] == 0 || images.Shape[2] == 0)
        {
            throw new HoneFormatException(imagesName, 8, "Images have at least one pixel.", $"shape [{string.Join(", ", images.Shape)}]");
        }

        int[] classes = Array.ConvertAll(labels.Values, value => (int)value);
        return Create(images.Values, classes, images.Shape[1], images.Shape[2], 1, classNames, $"{imagesName}, {labelsName}");
    }

    private static void CheckRank(IdxArray array, int rank, string meaning, string name)
    {
        if (array.Shape.Count != rank)
        {
            throw new HoneFormatException(
                name,
                3,
                $"{rank} {(rank == 1 ? "dimension is" : "dimensions are")} needed: {meaning}.",
                $"{array.Shape.Count} dimensions, shape [{string.Join(", ", array.Shape)}]",
                "check that images and labels have not changed places");
        }
    }

    private static void CheckLabels(int[] labels, IReadOnlyList<string> classNames, string source)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classNames.Count)
            {
                throw new HoneDataException(
                    $"A label is a class index from 0 to {classNames.Count - 1}.",
                    $"label {labels[i]} at index {i}",
                    source,
                    "name all classes, or repair the label");
            }
        }
    }
}

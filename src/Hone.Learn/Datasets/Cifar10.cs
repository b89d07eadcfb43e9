using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>CIFAR-10 (Krizhevsky 2009) as JPEG files: 50,000 training and 10,000 test images of 32x32 pixels in color, 10 balanced classes.</summary>
/// <remarks>The images were encoded again, so results lie slightly below those of the original. About 3% of the test images have a near copy in the training part.</remarks>
public static class Cifar10
{
    private const int Size = 32;

    /// <summary>Finds, checks and decodes both parts; a few seconds.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The training and the test part.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    /// <exception cref="HoneFormatException">A file is damaged.</exception>
    public static Cifar10Parts Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ArchiveEntry> entries = ArchivedDataset.Read(DatasetCatalog.Cifar10, options, cancellationToken);
        string[] classes = [.. entries.Select(entry => ArchivedDataset.Names(entry)[1]).Distinct().Order(StringComparer.Ordinal)];
        return new Cifar10Parts(Decode(entries, "train", classes, cancellationToken), Decode(entries, "test", classes, cancellationToken));
    }

    private static ImageSet Decode(IReadOnlyList<ArchiveEntry> entries, string part, string[] classes, CancellationToken cancellationToken)
    {
        ArchiveEntry[] images = [.. entries.Where(entry => ArchivedDataset.Names(entry)[0] == part)];
        var pixels = new byte[images.Length * Size * Size * 3];
        var labels = new int[images.Length];
        Parallel.For(0, images.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            ImageData image = ImageFile.Decode(images[i].Content.Span, images[i].Name).Image.ToRgb();
            if (image.Width != Size || image.Height != Size)
            {
                throw new HoneDataException($"All images are {Size}x{Size}.", $"{image.Width}x{image.Height}", images[i].Name, "fetch the archive again");
            }

            image.Pixels.CopyTo(pixels.AsSpan(i * image.Pixels.Length));
            labels[i] = Array.BinarySearch(classes, ArchivedDataset.Names(images[i])[1], StringComparer.Ordinal);
        });
        return ImageSet.Create(pixels, labels, Size, Size, 3, classes, $"CIFAR-10 {part}");
    }
}

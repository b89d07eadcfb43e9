using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Fashion-MNIST (Xiao, Rasul, Vollgraf 2017, MIT license): gray images of clothing, 28x28 pixels, 10 classes.</summary>
/// <remarks>Bright pixels are the piece of clothing, 0 is the background.</remarks>
public static class FashionMnist
{
    private const string SamplePrefix = "fashion-sample/";
    private const string SampleName = "bundled Fashion-MNIST sample";

    /// <summary>The ten classes by label.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Loads the bundled sample: 6,000 images, the first 600 of each class of the official training set, in its order.</summary>
    /// <returns>A set of 6,000 images; the arrays belong to the caller.</returns>
    public static ImageSet LoadSample()
    {
        IdxArray images = ReadResource("images-idx3-ubyte.gz");
        IdxArray labels = ReadResource("labels-idx1-ubyte.gz");
        ImageSet set = ImageSet.FromIdx(images, labels, SampleName, SampleName, ClassNames);
        return ImageSet.Create(set.Pixels, set.Labels, set.Height, set.Width, set.Channels, ClassNames, SampleName);
    }

    /// <summary>Finds and loads both official parts.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    /// <returns>60,000 training and 10,000 test images.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, its download failed, or the content is not that of the official files.</exception>
    /// <exception cref="HoneFormatException">A file is truncated or damaged.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static FashionMnistParts Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        DatasetLocation location = DatasetLocator.Locate(DatasetCatalog.FashionMnist, options, cancellationToken);
        ImageSet train = IdxParts.Load(location, "train", ClassNames);
        cancellationToken.ThrowIfCancellationRequested();
        ImageSet test = IdxParts.Load(location, "t10k", ClassNames);
        return new FashionMnistParts(train, test, location);
    }

    private static IdxArray ReadResource(string name)
    {
        using Stream stream = typeof(FashionMnist).Assembly.GetManifestResourceStream(SamplePrefix + name)
            ?? throw new HoneDataException("Hone.Learn carries its sample inside the assembly.", "no such resource", SamplePrefix + name, "reinstall the package");
        return IdxFile.Read(stream, SampleName);
    }
}

using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>MNIST (LeCun and others 1998): gray images of handwritten digits, 28x28 pixels, 10 classes.</summary>
/// <remarks>Bright pixels are the digit, 0 is the background. fastbook's "3 or 7" is this without the other classes.</remarks>
public static class Mnist
{
    /// <summary>The ten classes by label.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Finds and loads both official parts.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    /// <returns>60,000 training and 10,000 test images.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, its download failed, or the content is not that of the official files.</exception>
    /// <exception cref="HoneFormatException">A file is truncated or damaged.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static MnistParts Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        DatasetLocation location = DatasetLocator.Locate(DatasetCatalog.Mnist, options, cancellationToken);
        return new MnistParts(IdxParts.Load(location, "train", ClassNames), IdxParts.Load(location, "t10k", ClassNames), location);
    }
}

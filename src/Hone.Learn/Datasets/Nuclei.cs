using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>A sample of the cell nuclei of the 2018 Data Science Bowl (BBBC038, Caicedo et al. 2019): 80 gray microscope images, 256x256, with a mask of foreground.</summary>
public static class Nuclei
{
    /// <summary>The classes by code.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["background", "nucleus"];

    /// <summary>Finds, checks and lists the images; they stay encoded.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>80 images in ordinal order of their paths.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static IReadOnlyList<MaskedImage> Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<MaskedImage> pairs = MaskPairs.Of(ArchivedDataset.Read(DatasetCatalog.Nuclei, options, cancellationToken), _ => FolderPart.None, name => name);
        return [.. pairs.Select(pair => pair with { LevelsPerCode = byte.MaxValue })];
    }
}

using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Flowers-12: 12 of the Oxford flowers (Nilsback and Zisserman 2008), 60 training and 20 test photos of each, 224x224 JPEG.</summary>
/// <remarks>One exact copy inside the training part (iris image_0422 and image_0469). Hard pairs: coltsfoot, dandelion, buttercup and daisy; bluebell and iris.</remarks>
public static class Flowers12
{
    /// <summary>Finds, checks and lists the photos; they stay encoded.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>960 photos in ordinal order of their paths.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static IReadOnlyList<ArchivedImage> Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default) =>
    [
        .. from entry in ArchivedDataset.Read(DatasetCatalog.Flowers12, options, cancellationToken)
           let names = ArchivedDataset.Names(entry)
           select new ArchivedImage(entry.Name, names[1] == "train" ? FolderPart.Train : FolderPart.Test, names[2], entry.Content),
    ];
}

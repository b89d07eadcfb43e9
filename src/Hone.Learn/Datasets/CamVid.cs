using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>CamVid (Brostow et al. 2009): 701 frames of street videos, 480x360, with a mask of 11 classes and a code for unlabelled pixels.</summary>
/// <remarks>
/// Frames come from a few videos, and neighbors are nearly the same picture: split by <see cref="MaskedImage.Group"/>, the video, never at random. The official parts
/// share videos.
/// </remarks>
public static class CamVid
{
    /// <summary>The classes by code.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["sky", "building", "pole", "road", "pavement", "tree", "sign", "fence", "car", "pedestrian", "bicyclist"];

    /// <summary>The code of unlabelled pixels, neither learned from nor judged.</summary>
    public const int Unlabelled = 11;

    /// <summary>Finds, checks and lists the frames; they stay encoded.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>701 frames in ordinal order of their paths.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static IReadOnlyList<MaskedImage> Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ArchiveEntry> entries = ArchivedDataset.Read(DatasetCatalog.CamVid, options, cancellationToken);
        return MaskPairs.Of(entries, names => names[1] switch
        {
            "train" => FolderPart.Train,
            "val" => FolderPart.Valid,
            _ => FolderPart.Test,
        }, VideoOf);
    }

    /// <summary>The video of a frame: <c>0001TP_006690</c> and <c>Seq05VD_f00000</c> say it before the underscore.</summary>
    private static string VideoOf(string name) => name.Split('_')[0];
}

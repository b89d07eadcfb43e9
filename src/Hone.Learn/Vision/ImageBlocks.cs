using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Ready data blocks for image classification.</summary>
public static class ImageBlocks
{
    /// <summary>Images and labels in memory; an item is the position of an image in the set.</summary>
    /// <param name="set">The images.</param>
    /// <returns>A block to change with <c>with</c>; pass <see cref="Positions"/> to its <c>DataLoaders</c>.</returns>
    public static DataBlock<int> FromSet(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return new DataBlock<int>
        {
            Input = new ImageBlock<int>(i => ImagePixels.Of(set, i), set.Channels <= 2 ? ImageMode.Gray : ImageMode.Rgb),
            Target = new CategoryBlock<int>(i => set.ClassNames[set.Labels[i]], set.ClassNames),
        };
    }

    /// <summary>One folder of image files for each class; an item is a file.</summary>
    /// <param name="scan">The scanned folder.</param>
    /// <param name="mode">Gray or RGB.</param>
    /// <returns>A block to change with <c>with</c>; pass the items of the scan to its <c>DataLoaders</c>.</returns>
    public static DataBlock<FolderItem> FromFolder(ImageFolderScan scan, ImageMode mode = ImageMode.Rgb)
    {
        ArgumentNullException.ThrowIfNull(scan);
        bool hasParts = scan.Items.Any(item => item.Part != FolderPart.None);
        Splitter declared = new IndexSplitter(PositionsOf(scan, FolderPart.Train), PositionsOf(scan, FolderPart.Valid), PositionsOf(scan, FolderPart.Test));
        return new DataBlock<FolderItem>
        {
            GetId = item => item.Id,
            Input = new ImageBlock<FolderItem>(item => ImageFile.Read(item.Path).Image, mode),
            Target = new CategoryBlock<FolderItem>(item => scan.ClassNames[item.Label], scan.ClassNames),
            Splitter = hasParts ? declared : new RandomSplitter(),
        };
    }

    /// <summary>The positions 0 to n - 1 of a set's images.</summary>
    /// <param name="set">The images.</param>
    /// <returns>The positions.</returns>
    public static IReadOnlyList<int> Positions(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. Enumerable.Range(0, set.Count)];
    }

    private static int[] PositionsOf(ImageFolderScan scan, FolderPart part) =>
        [.. Enumerable.Range(0, scan.Items.Count).Where(i => scan.Items[i].Part == part)];
}

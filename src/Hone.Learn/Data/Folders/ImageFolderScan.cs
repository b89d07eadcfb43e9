namespace Hone.Learn.Data;

/// <summary>What a folder of images holds: every file is an item, unreadable, or another file; none is dropped in silence.</summary>
public sealed class ImageFolderScan
{
    internal ImageFolderScan(string root, IReadOnlyList<string> classNames, IReadOnlyList<FolderItem> items, IReadOnlyList<FolderItem> unreadable, IReadOnlyList<string> otherFiles)
    {
        Root = root;
        ClassNames = classNames;
        Items = items;
        Unreadable = unreadable;
        OtherFiles = otherFiles;
    }

    /// <summary>The scanned folder.</summary>
    public string Root { get; }

    /// <summary>The classes by label: the names of the class folders in ordinal order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The images, ordered by <see cref="FolderItem.Id"/> (ordinal, the same on all machines).</summary>
    public IReadOnlyList<FolderItem> Items { get; }

    /// <summary>The image files that cannot be decoded, each with its problem; those kept are among the items too.</summary>
    public IReadOnlyList<FolderItem> Unreadable { get; }

    /// <summary>Files that are no image by their name, or that lie in no class folder, as paths below the root.</summary>
    public IReadOnlyList<string> OtherFiles { get; }

    /// <summary>Decodes all items into one set of gray images.</summary>
    /// <returns>A set with one channel, in the order of <see cref="Items"/>.</returns>
    /// <exception cref="HoneDataException">There are no items, sizes differ (both paths are named), or an item is unreadable.</exception>
    /// <exception cref="HoneFormatException">A file has changed since the scan and cannot be decoded any more.</exception>
    public ImageSet LoadGray()
    {
        return Load(1);
    }

    /// <summary>Decodes all items into one set of RGB images.</summary>
    /// <returns>A set with three channels, in the order of <see cref="Items"/>.</returns>
    /// <exception cref="HoneDataException">There are no items, sizes differ (both paths are named), or an item is unreadable.</exception>
    /// <exception cref="HoneFormatException">A file has changed since the scan and cannot be decoded any more.</exception>
    public ImageSet LoadRgb()
    {
        return Load(3);
    }

    private ImageSet Load(int channels)
    {
        if (Items.Count == 0)
        {
            throw new HoneDataException("A set needs at least one image.", "0 items", Root, "put image files into one folder for each class");
        }

        FolderItem first = Items[0];
        long total = (long)first.Width * first.Height * channels * Items.Count;
        if (total > Array.MaxLength)
        {
            throw new HoneDataException($"A set in memory has at most {Array.MaxLength} bytes.", $"{total} bytes", Root, "read the items one by one");
        }

        int length = first.Width * first.Height * channels;
        var pixels = new byte[total];
        for (int i = 0; i < Items.Count; i++)
        {
            ImageData image = Decode(Items[i]);
            if (image.Width != first.Width || image.Height != first.Height)
            {
                throw new HoneDataException(
                    "All images of a set have one size.",
                    $"{first.Width}x{first.Height} in {first.Id} and {image.Width}x{image.Height} in {Items[i].Id}",
                    Root,
                    "resize the images to one size first");
            }

            image = channels == 1 ? image.ToGray() : image.ToRgb();
            image.Pixels.CopyTo(pixels, (long)i * length);
        }

        int[] labels = [.. Items.Select(item => item.Label)];
        return ImageSet.Create(pixels, labels, first.Height, first.Width, channels, ClassNames, Root);
    }

    private ImageData Decode(FolderItem item)
    {
        if (item.Problem is not null)
        {
            throw new HoneDataException("Only readable images can be loaded.", item.Problem, item.Path, $"scan with {nameof(UnreadablePolicy)}.{nameof(UnreadablePolicy.Skip)}, or repair the file");
        }

        return ImageFile.Read(item.Path).Image;
    }
}

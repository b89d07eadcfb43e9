using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Joins the files in folders <c>images</c> with those of the same name in <c>masks</c>.</summary>
internal static class MaskPairs
{
    public static IReadOnlyList<MaskedImage> Of(IReadOnlyList<ArchiveEntry> entries, Func<string[], FolderPart> partOf, Func<string, string> groupOf)
    {
        Dictionary<string, ArchiveEntry> masks = entries.Where(entry => Folder(entry) == "masks").ToDictionary(Key);
        var pairs = new List<MaskedImage>();
        foreach (ArchiveEntry entry in entries.Where(entry => Folder(entry) == "images"))
        {
            if (!masks.TryGetValue(Key(entry), out ArchiveEntry? mask))
            {
                throw new HoneDataException("Each image has a mask of its name.", "none", entry.Name, "fetch the archive again");
            }

            string name = Path.GetFileNameWithoutExtension(entry.Name);
            pairs.Add(new MaskedImage(entry.Name, partOf(ArchivedDataset.Names(entry)), groupOf(name), entry.Content, mask.Content));
        }

        return pairs;
    }

    private static string Folder(ArchiveEntry entry) => ArchivedDataset.Names(entry)[^2];

    /// <summary>The path without the folder of images or masks, and without extension.</summary>
    private static string Key(ArchiveEntry entry)
    {
        string[] names = ArchivedDataset.Names(entry);
        return string.Join('/', [.. names[..^2], Path.GetFileNameWithoutExtension(names[^1])]);
    }
}

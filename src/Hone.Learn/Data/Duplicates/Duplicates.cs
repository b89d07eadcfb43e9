namespace Hone.Learn.Data;

/// <summary>Finds items with exactly the same pixels; near duplicates need another method.</summary>
public static class Duplicates
{
    /// <summary>Groups equal images of a set.</summary>
    /// <param name="images">The set.</param>
    /// <returns>Groups of two or more, ordered by their first index; empty when all images differ.</returns>
    public static IReadOnlyList<DuplicateGroup> Find(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var hashes = new PixelHash[images.Count];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = PixelHash.Compute(images.Image(i), images.Width, images.Height, images.Channels);
        }

        return Find(hashes);
    }

    /// <summary>Groups equal fingerprints; concatenate two lists to find what they share.</summary>
    /// <param name="hashes">One fingerprint for each item.</param>
    /// <returns>Groups of two or more, ordered by their first index; empty when all fingerprints differ.</returns>
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<PixelHash> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        var byHash = new Dictionary<PixelHash, List<int>>(hashes.Count);
        for (int i = 0; i < hashes.Count; i++)
        {
            if (!byHash.TryGetValue(hashes[i], out List<int>? indices))
            {
                indices = [];
                byHash.Add(hashes[i], indices);
            }

            indices.Add(i);
        }

        return [.. byHash
            .Where(pair => pair.Value.Count > 1)
            .Select(pair => new DuplicateGroup(pair.Key, pair.Value))
            .OrderBy(group => group.Indices[0])];
    }
}

namespace Hone.Learn;

/// <summary>What the two blocks of boxes learn from the items.</summary>
internal static class BoxReading
{
    /// <summary>The number of boxes of the item that has most, at least 1; labels of the test part are never read.</summary>
    public static int Most<TItem>(BoundItems<TItem> items, Func<TItem, BoxesPart> getY)
    {
        int most = 1;
        foreach (int i in items.Split.Train.Concat(items.Split.Valid))
        {
            try
            {
                BoxesPart part = getY(items.Items[i]) ?? throw new InvalidOperationException("the getter returned null");
                most = Math.Max(most, part.Labels.Count);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, items.Ids[i], "boxes");
            }
        }

        return most;
    }

    /// <summary>Throws when an item has more boxes than rows; only items that were not there when the loaders were made can.</summary>
    public static void RequireRoom(int count, int most, string name)
    {
        if (count > most)
        {
            throw new HoneDataException($"At most {most} boxes an item, as many as the items had that were learned from.", $"{count} boxes", name, "leave boxes out");
        }
    }
}

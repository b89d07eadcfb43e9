namespace Hone.Method;

/// <summary>The items of one class.</summary>
internal sealed record ClassGroup(string Name, IReadOnlyList<int> Indices)
{
    public int Count => Indices.Count;

    /// <summary>Groups rows by class, in ordinal order of the names.</summary>
    public static ClassGroup[] Of(IReadOnlyList<string> classes)
    {
        var rows = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (int row = 0; row < classes.Count; row++)
        {
            if (!rows.TryGetValue(classes[row], out List<int>? list))
            {
                list = [];
                rows[classes[row]] = list;
            }

            list.Add(row);
        }

        return rows.Select(entry => new ClassGroup(entry.Key, entry.Value)).ToArray();
    }
}

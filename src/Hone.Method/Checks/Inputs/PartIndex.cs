namespace Hone.Method;

/// <summary>The items of each part.</summary>
internal sealed class PartIndex
{
    private const string NoSplit = "no split: name the column of the parts, or put the items into folders train and valid";

    private readonly int[][] _items;

    public PartIndex(IReadOnlyList<Part> parts)
    {
        var lists = new List<int>[3];
        for (int part = 0; part < lists.Length; part++)
        {
            lists[part] = [];
        }

        for (int item = 0; item < parts.Count; item++)
        {
            lists[(int)parts[item]].Add(item);
        }

        _items = Array.ConvertAll(lists, list => list.ToArray());
        Parts = parts;
    }

    /// <summary>The pairs between which nothing may be shared.</summary>
    public static IReadOnlyList<(Part First, Part Second)> Pairs { get; } = [(Part.Train, Part.Valid), (Part.Train, Part.Test), (Part.Valid, Part.Test)];

    public IReadOnlyList<Part> Parts { get; }

    public int[] Train => _items[(int)Part.Train];

    public int[] Valid => _items[(int)Part.Valid];

    public int[] Test => _items[(int)Part.Test];

    public int[] Of(Part part) => _items[(int)part];

    /// <summary>Why no two parts can be compared; null when two of the three hold items.</summary>
    public static string? MissingTwo(PartIndex? parts) =>
        parts is not null && parts._items.Count(items => items.Length > 0) >= 2 ? null : Missing(parts) ?? NoSplit;

    /// <summary>Why train and valid cannot be compared; null when they can.</summary>
    public static string? Missing(PartIndex? parts)
    {
        if (parts is null)
        {
            return NoSplit;
        }

        return parts.Train.Length == 0 || parts.Valid.Length == 0
            ? $"{parts.Train.Length} training and {parts.Valid.Length} validation items: both parts are needed"
            : null;
    }
}

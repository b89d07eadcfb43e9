namespace Hone.Learn;

/// <summary>The items that each user chose in the training rows, by code.</summary>
internal sealed class SeenItems
{
    private readonly int[][] _items;

    public SeenItems(int users, IEnumerable<(int User, int Item)> choices)
    {
        var sets = new SortedSet<int>[users];
        for (int user = 0; user < users; user++)
        {
            sets[user] = [];
        }

        foreach ((int user, int item) in choices)
        {
            sets[user].Add(item);
        }

        _items = Array.ConvertAll(sets, set => set.ToArray());
        Count = _items.Sum(items => items.Length);
    }

    /// <summary>Different pairs of user and item.</summary>
    public int Count { get; }

    /// <summary>Number of users.</summary>
    public int Users => _items.Length;

    public int CountOf(int user) => _items[user].Length;

    public bool Contains(int user, int item) => Array.BinarySearch(_items[user], item) >= 0;

    public ReadOnlySpan<int> Of(int user) => _items[user];
}

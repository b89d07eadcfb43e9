namespace Hone.Method;

/// <summary>Sets that grow together: near duplicates of near duplicates are one cluster.</summary>
internal sealed class UnionFind(int count)
{
    private readonly int[] _parent = Enumerable.Range(0, count).ToArray();

    public int Find(int item)
    {
        while (_parent[item] != item)
        {
            // Each step halves the way for those who come later.
            _parent[item] = _parent[_parent[item]];
            item = _parent[item];
        }

        return item;
    }

    /// <summary>Joins two sets; the smaller root stays, so that the result does not depend on the order of the pairs.</summary>
    public void Join(int first, int second)
    {
        int a = Find(first);
        int b = Find(second);
        _parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>The sets of two or more items, ordered by their first item.</summary>
    public IReadOnlyList<int[]> Clusters() => Enumerable.Range(0, _parent.Length)
        .GroupBy(Find)
        .Where(set => set.Skip(1).Any())
        .Select(set => set.ToArray())
        .ToArray();
}

namespace Hone.Method;

/// <summary>How many items of each class each group has: what a split by groups is computed from.</summary>
internal sealed class GroupTable
{
    private GroupTable(string[] names, int[][] members, int[][] counts, string[] classes)
    {
        Names = names;
        Members = members;
        Counts = counts;
        Classes = classes;
        Sizes = counts.Select(row => row.Sum()).ToArray();
        ClassTotals = Enumerable.Range(0, classes.Length).Select(c => counts.Sum(row => row[c])).ToArray();
    }

    /// <summary>The names of the groups in ordinal order.</summary>
    public string[] Names { get; }

    /// <summary>The items of each group.</summary>
    public int[][] Members { get; }

    /// <summary>[group][class].</summary>
    public int[][] Counts { get; }

    public string[] Classes { get; }

    public int[] Sizes { get; }

    public int[] ClassTotals { get; }

    public int ItemCount => Sizes.Sum();

    /// <summary>In how many groups a class occurs.</summary>
    public int GroupsWith(int @class) => Counts.Count(row => row[@class] > 0);

    /// <summary>Counts the classes of each group; without classes all items are of one.</summary>
    public static GroupTable Of(IReadOnlyList<string> groups, IReadOnlyList<string>? classes)
    {
        ClassGroup[] members = ClassGroup.Of(groups);
        string[] names = classes is null ? ["all"] : classes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            numbers[names[i]] = i;
        }

        int[][] counts = new int[members.Length][];
        for (int g = 0; g < members.Length; g++)
        {
            counts[g] = new int[names.Length];
            foreach (int index in members[g].Indices)
            {
                counts[g][classes is null ? 0 : numbers[classes[index]]]++;
            }
        }

        return new GroupTable(members.Select(group => group.Name).ToArray(), members.Select(group => group.Indices.ToArray()).ToArray(), counts, names);
    }
}

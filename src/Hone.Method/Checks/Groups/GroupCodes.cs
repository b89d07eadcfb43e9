namespace Hone.Method;

/// <summary>A way to put items into groups: a column, or a piece of the file names.</summary>
/// <param name="Name">Such as <c>column patient</c> or <c>the file name up to '_'</c>.</param>
/// <param name="Column">The column; null for a piece of a name.</param>
/// <param name="Codes">The group of each item, from 0; -1 for none.</param>
/// <param name="Values">The name of each group.</param>
internal sealed record GroupCodes(string Name, string? Column, int[] Codes, IReadOnlyList<string> Values)
{
    private const int FewestGroups = 10;

    public static GroupCodes Of(string name, string? column, IReadOnlyList<string?> values)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        var codes = new int[values.Count];
        for (int item = 0; item < codes.Length; item++)
        {
            if (values[item] is not { } value)
            {
                codes[item] = -1;
                continue;
            }

            if (!numbers.TryGetValue(value, out int code))
            {
                code = names.Count;
                numbers.Add(value, code);
                names.Add(value);
            }

            codes[item] = code;
        }

        return new GroupCodes(name, column, codes, names);
    }

    /// <summary>Items per group.</summary>
    public int[] Sizes()
    {
        var sizes = new int[Values.Count];
        foreach (int code in Codes)
        {
            if (code >= 0)
            {
                sizes[code]++;
            }
        }

        return sizes;
    }

    /// <summary>Whether the split keeps these groups apart: ten or more, of two items or more on average, none of them in train and in valid. Chance does not do that.</summary>
    public bool IsKeptApart(PartIndex parts) =>
        Values.Count >= FewestGroups && Codes.Count(code => code >= 0) >= 2 * Values.Count && parts.Train.Length > 0 && parts.Valid.Length > 0
        && parts.Parts.Count == Codes.Count(code => code >= 0) && Straddling(parts, Part.Train, Part.Valid).Length == 0;

    /// <summary>The groups that have items in both of two parts.</summary>
    public int[] Straddling(PartIndex parts, Part first, Part second)
    {
        var inFirst = new bool[Values.Count];
        var inBoth = new SortedSet<int>();
        foreach (int item in parts.Of(first))
        {
            if (Codes[item] >= 0)
            {
                inFirst[Codes[item]] = true;
            }
        }

        foreach (int item in parts.Of(second))
        {
            if (Codes[item] >= 0 && inFirst[Codes[item]])
            {
                inBoth.Add(Codes[item]);
            }
        }

        return [.. inBoth];
    }
}

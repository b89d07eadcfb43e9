namespace Hone.Learn;

/// <summary>Checks the columns of steps that come from a file.</summary>
internal static class ProcColumns
{
    public static void RequireDifferent(IReadOnlyList<string> names, string where)
    {
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            string twice = names.GroupBy(name => name, StringComparer.Ordinal).First(group => group.Count() > 1).Key;
            throw new HoneException("Each name once.", $"\"{twice}\" twice among {names.Count}", where, "export the model again");
        }
    }

    public static void RequireSame(IReadOnlyList<string> expected, IReadOnlyList<string> names, string where)
    {
        RequireDifferent(names, where);
        if (!expected.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            throw new HoneException($"An entry for each of {expected.Count} columns: {string.Join(", ", expected)}.", $"{names.Count}: {string.Join(", ", names)}", where, "export the model again");
        }
    }
}

namespace Hone.Method;

/// <summary>Ways to group files by pieces of their names: what stands before the first _ or -, each number in the name, and folders between the label and the file.</summary>
internal static class FileNameGroups
{
    private const int MostNumbers = 4;

    /// <summary>All ways that put some files together; a way that only repeats the label is left out.</summary>
    public static IReadOnlyList<GroupCodes> Of(IReadOnlyList<string> ids, CheckTarget? target)
    {
        string[] names = ids.Select(id => Path.GetFileNameWithoutExtension(id.Split('/')[^1])).ToArray();
        var candidates = new List<GroupCodes>
        {
            GroupCodes.Of("the file name up to the first '_'", null, names.Select(name => Before(name, '_')).ToArray()),
            GroupCodes.Of("the file name up to the first '-'", null, names.Select(name => Before(name, '-')).ToArray()),
            GroupCodes.Of("the folder of a file", null, ids.Select(FolderOf).ToArray()),
        };
        string[][] numbers = names.Select(NumbersIn).ToArray();
        for (int place = 0; place < MostNumbers; place++)
        {
            candidates.Add(GroupCodes.Of($"number {place + 1} in the file name", null, numbers.Select(found => place < found.Length ? found[place] : null).ToArray()));
        }

        return candidates.Where(groups => groups.Values.Count > 1 && !RepeatsTarget(groups, target)).ToArray();
    }

    /// <summary>What the split keeps apart, as declared or as seen in the names of the files.</summary>
    public static SplitNature NatureOf(IReadOnlyList<string> ids, CheckTarget? target, PartIndex? parts, CheckSettings settings)
    {
        if (settings.Nature != SplitNature.Unknown || parts is null)
        {
            return settings.Nature;
        }

        return Of(ids, target).Any(groups => groups.IsKeptApart(parts)) ? SplitNature.Group : SplitNature.Unknown;
    }

    private static string? Before(string name, char separator)
    {
        int at = name.IndexOf(separator, StringComparison.Ordinal);
        return at <= 0 ? null : name[..at];
    }

    // PART/LABEL/FOLDER/file or LABEL/FOLDER/file: the folder directly above the file says something only when it is not the label itself.
    private static string? FolderOf(string id)
    {
        string[] pieces = id.Split('/');
        return pieces.Length < 3 ? null : pieces[^2];
    }

    private static string[] NumbersIn(string name)
    {
        var numbers = new List<string>();
        int start = -1;
        for (int i = 0; i <= name.Length; i++)
        {
            bool isDigit = i < name.Length && char.IsAsciiDigit(name[i]);
            if (isDigit && start < 0)
            {
                start = i;
            }
            else if (!isDigit && start >= 0)
            {
                numbers.Add(name[start..i]);
                start = -1;
            }
        }

        return [.. numbers];
    }

    /// <summary>Names such as rose_012 begin with the label; a group for each class is the label and no leak.</summary>
    private static bool RepeatsTarget(GroupCodes groups, CheckTarget? target) =>
        target is { IsClasses: true } && groups.Values.Count <= target.Classes.Count;
}

namespace Hone.Method;

/// <summary>The parts that folders or a frozen split declare for files.</summary>
internal static class FolderParts
{
    /// <summary>All parts, or null where no file has one.</summary>
    /// <exception cref="SplitException">Some files have a part and some have none.</exception>
    public static IReadOnlyList<Part>? All(IReadOnlyList<Part?> parts, string root)
    {
        int known = parts.Count(part => part is not null);
        if (known == 0)
        {
            return null;
        }

        return known == parts.Count
            ? parts.Select(part => part!.Value).ToArray()
            : throw new SplitException(
                ExitCode.BadInput, $"a part for each of {parts.Count} files", $"{parts.Count - known} files without one", root, "freeze a split of these files, or put all of them into train, valid and test");
    }
}

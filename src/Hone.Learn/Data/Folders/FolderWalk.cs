namespace Hone.Learn.Data;

/// <summary>All files below a folder in ordinal order, without names that start with '.'.</summary>
internal sealed class FolderWalk
{
    // Links may form circles; real datasets are a few folders deep.
    private const int DeepestLevel = 32;

    private readonly List<string> _files = [];

    private FolderWalk(IReadOnlyList<string> topFolders)
    {
        TopFolders = topFolders;
    }

    /// <summary>The names of the folders directly in the root.</summary>
    public IReadOnlyList<string> TopFolders { get; }

    /// <summary>Paths below the root with '/' between the names.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <exception cref="HoneDataException">Folders are nested deeper than 32 levels, as links in a circle are, or one cannot be opened.</exception>
    public static FolderWalk Of(string root)
    {
        var top = new DirectoryInfo(root);
        try
        {
            var walk = new FolderWalk([.. top.EnumerateDirectories().Select(folder => folder.Name).Where(IsVisible).Order(StringComparer.Ordinal)]);
            walk.Enter(top, "", 0);
            walk._files.Sort(StringComparer.Ordinal);
            return walk;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("Every folder below the root must be readable.", error.Message, root, "check permissions and links", error);
        }
    }

    private void Enter(DirectoryInfo folder, string prefix, int level)
    {
        if (level > DeepestLevel)
        {
            throw new HoneDataException($"Folders may be nested {DeepestLevel} levels deep.", $"{level} levels", folder.FullName, "remove the link that points back to its own parent");
        }

        foreach (FileInfo file in folder.EnumerateFiles().Where(file => IsVisible(file.Name)))
        {
            _files.Add(prefix + file.Name);
        }

        foreach (DirectoryInfo child in folder.EnumerateDirectories().Where(child => IsVisible(child.Name)))
        {
            Enter(child, $"{prefix}{child.Name}/", level + 1);
        }
    }

    private static bool IsVisible(string name)
    {
        return !name.StartsWith('.');
    }
}

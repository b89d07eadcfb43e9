namespace Hone.Learn.Data;

/// <summary>Lists the files of a folder; fastai's <c>get_files</c>, <c>get_image_files</c> and <c>get_text_files</c>.</summary>
/// <remarks>
/// Names that start with '.' are passed over; links are followed; extensions are compared without regard to case. The order is ordinal by path below the
/// root, the same on all machines; fastai's is that of the file system.
/// </remarks>
public static class FolderFiles
{
    private static readonly string[] s_images = [".png", ".jpg", ".jpeg", ".bmp", ".gif"];
    private static readonly string[] s_texts = [".txt"];

    /// <summary>All files with one of some extensions.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="extensions">Such as <c>.wav</c>; empty stands for all files.</param>
    /// <param name="options">Depth and folders; null means the defaults.</param>
    /// <returns>Paths that begin with <paramref name="root"/>.</returns>
    /// <exception cref="HoneDataException">The folder or one of the folders named in the options does not exist, or one cannot be opened.</exception>
    public static IReadOnlyList<string> GetFiles(string root, IReadOnlyList<string> extensions, FileListOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(extensions);
        options ??= new FileListOptions();
        if (!Directory.Exists(root))
        {
            throw new HoneDataException("A folder to list the files of.", "no such folder", root, "check the path");
        }

        FolderWalk walk = FolderWalk.Of(root);
        if (options.Folders.FirstOrDefault(folder => !walk.TopFolders.Contains(folder)) is { } missing)
        {
            throw new HoneDataException("Folders to list lie directly in the root.", $"no folder \"{missing}\" among {walk.TopFolders.Count}: {string.Join(", ", walk.TopFolders.Take(5))}", root, "check the name and its case");
        }

        var wanted = new HashSet<string>(extensions, StringComparer.OrdinalIgnoreCase);
        var folders = new HashSet<string>(options.Folders, StringComparer.Ordinal);
        return [.. walk.Files
            .Where(id => wanted.Count == 0 || wanted.Contains(Path.GetExtension(id)))
            .Where(id => IsWanted(id, folders, options.Recurse))
            .Select(id => Path.Combine(root, Path.Combine(id.Split('/'))))];
    }

    /// <summary>All files that are images by their names: PNG, JPEG, BMP, GIF.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">Depth and folders; null means the defaults.</param>
    /// <returns>Paths that begin with <paramref name="root"/>.</returns>
    /// <exception cref="HoneDataException">The folder does not exist or cannot be opened.</exception>
    public static IReadOnlyList<string> GetImageFiles(string root, FileListOptions? options = null) => GetFiles(root, s_images, options);

    /// <summary>All files that end in <c>.txt</c>.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">Depth and folders; null means the defaults.</param>
    /// <returns>Paths that begin with <paramref name="root"/>.</returns>
    /// <exception cref="HoneDataException">The folder does not exist or cannot be opened.</exception>
    public static IReadOnlyList<string> GetTextFiles(string root, FileListOptions? options = null) => GetFiles(root, s_texts, options);

    private static bool IsWanted(string id, HashSet<string> folders, bool recurse)
    {
        string[] names = id.Split('/');
        if (folders.Count == 0)
        {
            return recurse || names.Length == 1;
        }

        return names.Length > 1 && folders.Contains(names[0]) && (recurse || names.Length == 2);
    }
}

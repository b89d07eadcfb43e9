namespace Hone.Learn;

/// <summary>Labels from paths.</summary>
public static class LabelFunctions
{
    /// <summary>The name of the folder that a file lies in; fastai's <c>parent_label</c>.</summary>
    /// <param name="path">Such as <c>train/cat/1.jpg</c>.</param>
    /// <returns>Such as <c>cat</c>.</returns>
    /// <exception cref="HoneDataException">The path has no folder.</exception>
    public static string ParentLabel(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] names = path.Split('/', '\\');
        return names.Length > 1 && names[^2].Length > 0
            ? names[^2]
            : throw new HoneDataException("A path with a folder whose name is the label.", $"\"{path}\"", nameof(ParentLabel), "pass the path with its folder, such as cat/1.jpg");
    }
}

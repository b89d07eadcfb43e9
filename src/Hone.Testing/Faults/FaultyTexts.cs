namespace Hone.Testing;

/// <summary>Generated texts by their path below a root: <c>part/label/name</c>.</summary>
/// <param name="Files">The path, with '/' on every system, and the text of each file.</param>
public sealed record FaultyTexts(IReadOnlyList<(string Path, string Text)> Files)
{
    /// <summary>Writes the files below a folder.</summary>
    /// <param name="root">The folder.</param>
    public void WriteTo(string root)
    {
        foreach ((string path, string text) in Files)
        {
            string full = System.IO.Path.Combine(root, System.IO.Path.Combine(path.Split('/')));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }
}

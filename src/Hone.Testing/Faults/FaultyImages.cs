namespace Hone.Testing;

/// <summary>Generated image files by their path below a root: <c>part/label/name</c>.</summary>
/// <param name="Files">The path, with '/' on every system, and the bytes of each file.</param>
public sealed record FaultyImages(IReadOnlyList<(string Path, byte[] Bytes)> Files)
{
    /// <summary>Whether turned copies are looked for.</summary>
    public bool Rotations { get; init; }

    /// <summary>Writes the files below a folder.</summary>
    /// <param name="root">The folder.</param>
    public void WriteTo(string root)
    {
        foreach ((string path, byte[] bytes) in Files)
        {
            string full = System.IO.Path.Combine(root, System.IO.Path.Combine(path.Split('/')));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, bytes);
        }
    }
}

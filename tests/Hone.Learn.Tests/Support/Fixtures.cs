namespace Hone.Learn.Tests;

/// <summary>Files that are embedded in the test assembly.</summary>
internal static class Fixtures
{
    public static byte[] Bytes(string name)
    {
        using Stream stream = typeof(Fixtures).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The names of all PNG fixtures of random pixels.</summary>
    public static IReadOnlyList<string> Pngs() => Names("png/", ".png");

    /// <summary>The names of the image fixtures with an ending such as ".jpg".</summary>
    public static IReadOnlyList<string> Images(string ending) => Names("images/", ending);

    /// <summary>The names of the conformance files with an ending such as ".jpg".</summary>
    public static IReadOnlyList<string> Conformance(string ending) => Names("conformance/", ending);

    /// <summary>The lines of a text fixture, each split at its spaces.</summary>
    public static IReadOnlyList<string[]> Lines(string name)
    {
        string text = System.Text.Encoding.UTF8.GetString(Bytes(name));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' '))];
    }

    private static IReadOnlyList<string> Names(string folder, string ending)
    {
        IEnumerable<string> names = typeof(Fixtures).Assembly.GetManifestResourceNames();
        return [.. names.Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}

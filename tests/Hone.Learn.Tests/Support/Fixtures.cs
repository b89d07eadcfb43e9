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

    /// <summary>The names of all PNG fixtures.</summary>
    public static IReadOnlyList<string> Pngs()
    {
        return [.. typeof(Fixtures).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".png")).Order(StringComparer.Ordinal)];
    }
}

namespace Hone.Cli;

/// <summary>Paths as they are shown.</summary>
internal static class Paths
{
    /// <summary>The path from the current folder where that is shorter and stays inside it.</summary>
    public static string Shown(string path)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        bool isInside = relative != "." && !relative.StartsWith("..", StringComparison.Ordinal);
        return isInside ? relative : path;
    }
}

namespace Hone.Method;

/// <summary>How a command talks to the program of a recipe that it has started: through two files in a folder of their own.</summary>
public static class RecipeControl
{
    private const string StartedName = "started";
    private const string StopName = "stop";

    /// <summary>Whether the program has begun: it was compiled, and its first line has run.</summary>
    /// <param name="folder">The folder after <c>--control</c>.</param>
    public static bool HasStarted(string folder) => File.Exists(Path.Combine(folder, StartedName));

    /// <summary>Asks the program to stop after the present batch.</summary>
    /// <param name="folder">The folder after <c>--control</c>.</param>
    public static void Stop(string folder) => File.WriteAllText(Path.Combine(folder, StopName), "");

    internal static void Start(string folder) => File.WriteAllText(Path.Combine(folder, StartedName), "");

    internal static bool ShallStop(string folder) => File.Exists(Path.Combine(folder, StopName));
}

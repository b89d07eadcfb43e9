using System.Collections.Concurrent;

namespace Hone.Method.Tests;

/// <summary>
/// Projects that are made once in a test run and copied for each test: adding data and freezing a split writes every file through to the disk, which a copy need not.
/// </summary>
internal sealed class PreparedProjects
{
    private readonly ConcurrentDictionary<string, Lazy<TemporaryFolder>> _made = [];

    public PreparedProjects() => AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll();

    /// <summary>A copy of the project <c>p</c> of a folder, and of what else was made there.</summary>
    /// <param name="name">Tells one kind of project from another.</param>
    /// <param name="folder">Where the copy goes.</param>
    /// <param name="make">Makes the folder the first time.</param>
    public Project Of(string name, TemporaryFolder folder, Action<TemporaryFolder> make)
    {
        TemporaryFolder made = _made.GetOrAdd(name, _ => new Lazy<TemporaryFolder>(() => Make(make))).Value;
        Copy(made.Path, folder.Path);
        return Project.Open(folder["p"], new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7, Processes = new FakeProcessTable() });
    }

    private static TemporaryFolder Make(Action<TemporaryFolder> make)
    {
        var folder = new TemporaryFolder();
        make(folder);
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (string directory in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        }

        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
        }
    }

    private void RemoveAll()
    {
        foreach (Lazy<TemporaryFolder> folder in _made.Values)
        {
            folder.Value.Dispose();
        }
    }
}

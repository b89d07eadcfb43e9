using Hone.Files;

namespace Hone.Method;

/// <summary>A toy set as it was generated: the same seed gives the same bytes.</summary>
public sealed class ToySet
{
    // Files that are made anew are not newer: the manifest of the data is the same too.
    private static readonly DateTime Written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _folder;

    /// <param name="info">What it is.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="source">How the files become items.</param>
    /// <param name="files">The files.</param>
    /// <param name="folder">The folder in the raw data, where its name would mean something else there; null for the name.</param>
    internal ToySet(ToyInfo info, ulong seed, DataSource source, IReadOnlyList<ToyFile> files, string? folder = null)
    {
        _folder = folder ?? info.Name;
        Info = info;
        Seed = seed;
        Source = source;
        Files = files;
    }

    /// <summary>What it is, and what can be reached on it.</summary>
    public ToyInfo Info { get; }

    /// <summary>The seed that it was made from.</summary>
    public ulong Seed { get; }

    /// <summary>How the files become items.</summary>
    public DataSource Source { get; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<ToyFile> Files { get; }

    /// <summary>Writes the files below a folder.</summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="cancellationToken">Stops after the current file.</param>
    /// <exception cref="ProjectException">A file of that name is there with another content; nothing is written over.</exception>
    /// <exception cref="StorageException">The disk is full or read-only.</exception>
    public void WriteTo(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        foreach (ToyFile file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = PathOf(folder, file);
            try
            {
                Write(path, file);
            }
            catch (Exception error) when (DiskErrors.IsDisk(error))
            {
                throw DiskErrors.Translate(error, path);
            }
        }
    }

    /// <summary>Adds the files to a project, as <c>hone data add</c> does: hashed, read-only, listed in the manifest.</summary>
    /// <param name="project">A project without data, whose charter predicts what the set holds.</param>
    /// <param name="cancellationToken">Stops after the current file; the same call goes on.</param>
    /// <returns>What was added.</returns>
    /// <exception cref="ProjectException">The charter predicts something else, or the project has other data.</exception>
    /// <exception cref="StorageException">The disk is full or read-only.</exception>
    public AddedData AddTo(Project project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        RequireFits(project);
        string folder = Directory.CreateTempSubdirectory("hone-toy-").FullName;
        try
        {
            // A table lies in data/raw itself, files of several in a folder of their own.
            string named = Path.Combine(folder, _folder);
            foreach (ToyFile file in Files)
            {
                // A temporary copy: what must survive a power failure is written by the project.
                string path = PathOf(named, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file.Bytes);
                File.SetLastWriteTimeUtc(path, Written);
            }

            return project.Data.Add(Files.Count == 1 ? Path.Combine(named, Files[0].Path) : named, Source, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string PathOf(string folder, ToyFile file) => Path.Combine(folder, Path.Combine(file.Path.Split('/')));

    private static void Write(string path, ToyFile file)
    {
        if (File.Exists(path))
        {
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Bytes))
            {
                throw new ProjectException(ExitCode.Usage, $"no file, or the same {file.Bytes.Length} bytes", $"another file of {new FileInfo(path).Length} bytes", path, "name another folder: nothing is written over");
            }

            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, stream => stream.Write(file.Bytes));
        File.SetLastWriteTimeUtc(path, Written);
    }

    private void RequireFits(Project project)
    {
        Charter charter = project.Charter;
        bool fits = charter.Target == Info.Target && (charter.TargetKind is null || charter.TargetKind == Info.Predicts) && KnownMetrics.NamesFor(Info.Predicts).Contains(charter.Metric);
        bool needsKind = Info.Predicts == TargetKind.Points && charter.TargetKind is null;
        if (!fits || needsKind)
        {
            string kind = charter.TargetKind is { } given ? $" ({given.ToString().ToLowerInvariant()})" : "";
            throw new ProjectException(
                ExitCode.Usage,
                $"a project that predicts '{Info.Target}' ({Info.Predicts.ToString().ToLowerInvariant()}) by one of {string.Join(", ", KnownMetrics.NamesFor(Info.Predicts))}",
                $"'{charter.Target}'{kind} by {charter.Metric}",
                Project.CharterFile,
                $"make one for this set: {Info.NewCommand}");
        }

        HashSet<string> own = [.. Files.Select(file => Files.Count == 1 ? file.Path : $"{_folder}/{file.Path}")];
        string[] others = project.Data.HasData ? [.. project.Data.Manifest.Files.Select(file => file.Path).Where(path => !own.Contains(path))] : [];
        if (others.Length > 0)
        {
            throw new ProjectException(
                ExitCode.Usage, "a project without other data", $"{others.Length} files, such as {others[0]}", ProjectData.RawFolder, $"make one for this set: {Info.NewCommand}");
        }
    }
}

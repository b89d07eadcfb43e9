namespace Hone.Method;

/// <summary>A folder with a question, data, splits, a vault and runs. The files are the truth; this class only knows where they are.</summary>
public sealed class Project
{
    /// <summary>The file that makes a folder a project.</summary>
    public const string CharterFile = "hone.json";

    private Project(string directory, Charter charter, ProjectOptions options)
    {
        Directory = directory;
        Charter = charter;
        Options = options;
        Splits = new SplitStore(Path.Combine(directory, "splits"), options.Clock);
        Vault = new Vault(this);
        Runs = new RunStore(
            Path.Combine(directory, "runs"),
            options.Clock,
            new RunIds(options.Clock, options.RunIdSeed),
            options.Processes ?? new SystemProcessTable(),
            charter.Metric);
        Data = new ProjectData(this);
    }

    /// <summary>The full path of the project folder.</summary>
    public string Directory { get; }

    /// <summary>What the project is for.</summary>
    public Charter Charter { get; }

    /// <summary>What the project takes from the machine.</summary>
    public ProjectOptions Options { get; }

    /// <summary>The raw data, in <c>data/</c>.</summary>
    public ProjectData Data { get; }

    /// <summary>Days used and left, and how soon the first baseline and submission came.</summary>
    public ProjectClock Clock => ProjectClock.Of(this);

    /// <summary>The frozen splits, in <c>splits/</c>.</summary>
    public SplitStore Splits { get; }

    /// <summary>The sealed test labels, in <c>vault/</c>.</summary>
    public Vault Vault { get; }

    /// <summary>The runs, in <c>runs/</c>.</summary>
    public RunStore Runs { get; }

    /// <summary>Makes a project: <c>hone.json</c>, a README, <c>.gitignore</c> and <c>.gitattributes</c>; everything else appears on first use.</summary>
    /// <param name="directory">A folder that does not exist yet or is empty.</param>
    /// <param name="charter">What the project is for.</param>
    /// <param name="options">Clock, budget and the like; the defaults serve a user.</param>
    /// <exception cref="ProjectException">The folder holds a project already or is not empty, or the charter is incomplete.</exception>
    /// <exception cref="StorageException">The folder cannot be written to.</exception>
    public static Project Create(string directory, Charter charter, ProjectOptions? options = null)
    {
        options ??= new ProjectOptions();
        string full = Path.GetFullPath(directory);
        Charter complete = charter.Complete(options.Clock.GetUtcNow());
        RequireEmpty(full);

        // The charter comes last: a folder without it is not a project, so a crash leaves no half project.
        WriteNew(Path.Combine(full, ".gitignore"), ProjectTemplates.GitIgnore);
        WriteNew(Path.Combine(full, ".gitattributes"), ProjectTemplates.GitAttributes);
        WriteNew(Path.Combine(full, "README.md"), ProjectTemplates.Readme(complete, Path.GetFileName(Path.TrimEndingDirectorySeparator(full))));
        MethodJson.WriteFile(Path.Combine(full, CharterFile), complete, MethodJson.Default.Charter);
        return new Project(full, complete, options);
    }

    /// <summary>Opens a project.</summary>
    /// <param name="directory">The folder that holds <c>hone.json</c>.</param>
    /// <param name="options">Clock, budget and the like; the defaults serve a user.</param>
    /// <exception cref="ProjectException">The folder holds no project, or one of a later format.</exception>
    /// <exception cref="StorageException"><c>hone.json</c> cannot be read or is malformed.</exception>
    public static Project Open(string directory, ProjectOptions? options = null)
    {
        options ??= new ProjectOptions();
        string full = Path.GetFullPath(directory);
        string path = Path.Combine(full, CharterFile);
        if (!File.Exists(path))
        {
            throw new ProjectException(
                ExitCode.BadInput,
                $"a project folder with {CharterFile}",
                System.IO.Directory.Exists(full) ? $"a folder without {CharterFile}" : "no such folder",
                full,
                "make a project with 'hone start' or 'hone new', or name its folder with --dir");
        }

        Charter charter = MethodJson.ReadFile(path, MethodJson.Default.Charter, "restore hone.json from git or correct it by hand");
        if (charter.Format > Charter.CurrentFormat)
        {
            throw new ProjectException(
                ExitCode.BadInput, $"format {Charter.CurrentFormat} or earlier", $"format {charter.Format}", path, "update Hone");
        }

        return new Project(full, charter.Complete(options.Clock.GetUtcNow()), options);
    }

    /// <summary>Returns the folder of the project around a folder, looking upwards as git does; null when there is none.</summary>
    /// <param name="directory">Where to start.</param>
    public static string? Find(string directory)
    {
        string? folder = Path.GetFullPath(directory);
        while (folder is not null && !File.Exists(Path.Combine(folder, CharterFile)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    // A file that is there belongs to the user, or to a first try that a crash ended; it is whole in both cases.
    private static void WriteNew(string path, string text)
    {
        if (!File.Exists(path))
        {
            ProjectFile.WriteText(path, text);
        }
    }

    private static void RequireEmpty(string full)
    {
        if (File.Exists(full))
        {
            throw new ProjectException(ExitCode.Usage, "a folder for the project", "a file of that name", full, "choose another folder with --dir");
        }

        if (File.Exists(Path.Combine(full, CharterFile)))
        {
            throw new ProjectException(
                ExitCode.Usage,
                "a folder without a project",
                $"a project that exists already ({CharterFile})",
                full,
                "go on with it ('hone start --resume'), or choose another folder with --dir");
        }

        string[] entries;
        try
        {
            entries = System.IO.Directory.Exists(full) ? System.IO.Directory.GetFileSystemEntries(full) : [];
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw DiskErrors.Translate(exception, full);
        }

        // A fresh repository has some of these, and so has a folder where a crash came before the charter.
        string[] foreign = entries
            .Select(entry => Path.GetFileName(entry))
            .Where(name => name is not (".git" or ".gitignore" or ".gitattributes" or "README.md") && !name.EndsWith(Hone.Files.AtomicFile.TemporarySuffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (foreign.Length > 0)
        {
            throw new ProjectException(
                ExitCode.Usage,
                "an empty folder for a new project",
                $"{foreign.Length} entries that Hone did not make: {string.Join(", ", foreign.Take(3))}",
                full,
                "choose another folder with --dir");
        }
    }
}

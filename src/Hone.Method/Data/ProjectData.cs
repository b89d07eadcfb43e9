using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>The raw data of a project: immutable, fingerprinted, and understood as items with labels.</summary>
public sealed class ProjectData
{
    /// <summary>The folder of the raw files, as it is shown to people.</summary>
    public const string RawFolder = "data/raw";

    private const string ManifestHint = "restore data/manifest.json from git";

    private readonly Project _project;
    private readonly string _raw;
    private readonly string _manifestPath;
    private readonly string _sourcePath;

    internal ProjectData(Project project)
    {
        _project = project;
        string folder = Path.Combine(project.Directory, "data");
        _raw = Path.Combine(folder, "raw");
        _manifestPath = Path.Combine(folder, "manifest.json");
        _sourcePath = Path.Combine(folder, "source.json");
    }

    /// <summary>Whether data were added.</summary>
    public bool HasData => File.Exists(_manifestPath);

    /// <summary>The raw files with their fingerprints.</summary>
    /// <exception cref="RawDataException">No data were added.</exception>
    /// <exception cref="StorageException">The manifest is damaged.</exception>
    public DataManifest Manifest => HasData
        ? MethodJson.ReadFile(_manifestPath, MethodJson.Default.DataManifest, ManifestHint)
        : throw new RawDataException(ExitCode.BadInput, "raw data", "none were added", _manifestPath, "add them: hone data add PATH");

    /// <summary>How the files become items.</summary>
    /// <exception cref="StorageException">The file is damaged.</exception>
    public DataSource Source => File.Exists(_sourcePath)
        ? MethodJson.ReadFile(_sourcePath, MethodJson.Default.DataSource, "restore data/source.json from git")
        : new DataSource();

    /// <summary>The kind of the data: as it was said, else as the raw files show it. Nothing but the manifest is read.</summary>
    /// <exception cref="RawDataException">No data were added, or the files are of no kind that Hone knows.</exception>
    public DataKind Kind => new DatasetReader(this, _project.Charter, Source, CancellationToken.None).Kind;

    /// <summary>
    /// Copies files into <c>data/raw</c>, hashes them on the way, makes them read-only and writes the manifest. Files that are there
    /// already, whole, are kept: adding again after an interruption goes on where it stopped.
    /// </summary>
    /// <param name="path">A file, a folder, a zip or a tar archive; archives are unpacked.</param>
    /// <param name="source">How the files become items; null keeps what is known and finds the rest.</param>
    /// <param name="cancellationToken">Stops after the current file.</param>
    /// <returns>What was added.</returns>
    /// <exception cref="RawDataException">The source is missing, cut off or damaged, or has another content under a name that is there.</exception>
    /// <exception cref="StorageException">The disk is full or read-only.</exception>
    public AddedData Add(string path, DataSource? source = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var writer = new RawWriter(_raw, cancellationToken);
        try
        {
            RawSource.Copy(path, writer, cancellationToken);
        }
        finally
        {
            writer.Finish();
        }

        IEnumerable<DataFile> others = (HasData ? Manifest.Files : []).ExceptBy(writer.Files.Select(file => file.Path), file => file.Path);
        DataManifest manifest = DataManifest.Of([.. others, .. writer.Files]);
        MethodJson.WriteFile(_manifestPath, manifest, MethodJson.Default.DataManifest);
        if (source is not null)
        {
            MethodJson.WriteFile(_sourcePath, source, MethodJson.Default.DataSource);
        }

        return new AddedData(writer.Files.Count, writer.Kept, writer.Files.Sum(file => file.Bytes), manifest);
    }

    /// <summary>Hashes every raw file again and compares it with the manifest.</summary>
    /// <param name="cancellationToken">Stops after the current piece.</param>
    /// <exception cref="RawDataException">No data were added.</exception>
    public DataVerification Verify(CancellationToken cancellationToken = default)
    {
        DataManifest manifest = Manifest;
        var changes = new List<DataChange>();
        long bytes = 0;
        foreach (DataFile file in manifest.Files)
        {
            string path = FullPath(file.Path);
            if (!File.Exists(path))
            {
                changes.Add(new DataChange(file.Path, "missing"));
                continue;
            }

            DataFile now = RawWriter.Describe(path, file.Path, cancellationToken);
            bytes += now.Bytes;
            if (now.Sha256 != file.Sha256)
            {
                changes.Add(new DataChange(file.Path, $"changed: SHA-256 {FrozenSplit.Short(now.Sha256)} ({now.Bytes} bytes) instead of {FrozenSplit.Short(file.Sha256)} ({file.Bytes} bytes)"));
            }
        }

        var known = manifest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        changes.AddRange(RawFiles().Where(path => !known.Contains(path)).Select(path => new DataChange(path, "not in the manifest")));
        return new DataVerification(manifest.Files.Count, bytes, changes);
    }

    /// <summary>
    /// Reads the items. Labels of test items are left out from the moment they are sealed: whoever trains cannot read them by accident.
    /// </summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RawDataException">There are no data, or the files cannot be understood; the message says which option helps.</exception>
    /// <exception cref="HoneDataException">A table is malformed.</exception>
    public ProjectDataset Load(CancellationToken cancellationToken = default)
    {
        ProjectDataset whole = LoadWhole(cancellationToken);
        if (_project.Vault.SealedSplit is not string name)
        {
            return whole;
        }

        Split split = _project.Splits.Open(name).Split;
        return whole.WithoutLabels(split.TestIndices.Select(index => split.Ids[index]).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Freezes the draft of a split and moves its test labels into the vault. A draft without a test part stays a draft: a frozen split could not be given one any more.</summary>
    /// <param name="name">The name that it was made under.</param>
    /// <returns>The split, and how many labels were sealed.</returns>
    /// <exception cref="VaultException">The split has no test part, or other labels are sealed already.</exception>
    /// <inheritdoc cref="SealTest" path="/exception"/>
    /// <inheritdoc cref="SplitStore.Freeze(string, string)" path="/exception"/>
    public (FrozenSplit Split, int Labels) FreezeAndSeal(string name)
    {
        Split draft = _project.Splits.OpenDraft(name);
        if (draft.TestIndices.Count == 0)
        {
            throw new VaultException(
                ExitCode.BadInput,
                "a split with a test part, whose labels can be sealed",
                $"split '{name}' of {draft.TrainIndices.Count} training, {draft.ValidIndices.Count} validation and 0 test items; nothing was frozen",
                Path.Combine("splits", name),
                $"hone split make --name {name} --test 10% makes it anew with one, or leave --seal-test out");
        }

        FrozenSplit frozen = _project.Splits.Freeze(name, Manifest.Hash);
        return (frozen, SealTest(frozen));
    }

    /// <summary>Moves the test labels of a frozen split into the vault; classes are numbered in ordinal order of their names, masks go into a file of their own.</summary>
    /// <param name="split">The frozen split.</param>
    /// <returns>How many labels were sealed.</returns>
    /// <exception cref="SplitChangedException">The data are not those that were split.</exception>
    /// <exception cref="RawDataException">Items have no single label, or one has none.</exception>
    /// <exception cref="HoneException">A mask cannot be read; the message names it.</exception>
    /// <exception cref="VaultException">The split has no test part, or other labels are sealed already.</exception>
    public int SealTest(FrozenSplit split)
    {
        ProjectDataset whole = LoadWhole(CancellationToken.None);
        split.EnsureMatches(whole.Ids, Manifest.Hash);
        string[] ids = [.. split.Split.TestIndices.Select(index => split.Split.Ids[index])];
        if (whole.MaskPaths is { } masks)
        {
            Dictionary<string, string> paths = whole.Ids.Zip(masks).ToDictionary(pair => pair.First, pair => pair.Second!, StringComparer.Ordinal);
            _project.Vault.SealMasks(split, ids, item => ImageFile.Read(paths[ids[item]]).Image, CancellationToken.None);
            return ids.Length;
        }

        _project.Vault.SealNamed(split, ids, whole.LabelNumbers(ids), whole.ClassNames);
        return ids.Length;
    }

    internal string FullPath(string relative) => Path.Combine(_raw, relative.Replace('/', Path.DirectorySeparatorChar));

    private ProjectDataset LoadWhole(CancellationToken cancellationToken) =>
        new DatasetReader(this, _project.Charter, Source, cancellationToken).Read();

    private IEnumerable<string> RawFiles() => Directory.Exists(_raw)
        ? Directory.EnumerateFiles(_raw, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_raw, path).Replace('\\', '/'))
            .Where(path => !path.EndsWith(Hone.Files.AtomicFile.TemporarySuffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
        : [];
}

using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>The frozen splits of a project: <c>splits/NAME/split.csv</c> (id, split, fold) and <c>split.json</c>.</summary>
public sealed class SplitStore
{
    private const string CsvName = "split.csv";
    private const string JsonName = "split.json";
    private const string PlanName = "plan.json";
    private const string Header = "id,split,fold";
    private const string TimedHeader = Header + ",time";

    private readonly string _directory;
    private readonly TimeProvider _clock;

    internal SplitStore(string directory, TimeProvider clock)
    {
        _directory = directory;
        _clock = clock;
    }

    /// <summary>The names of the frozen splits in ordinal order.</summary>
    public IReadOnlyList<string> Names => Folders().Where(IsFrozen).ToArray();

    /// <summary>The name of the split that was frozen last; null where none is frozen. Of splits of one moment the last by name.</summary>
    public string? Newest => Names.OrderBy(name => ReadFile(name).Frozen).LastOrDefault();

    /// <summary>The names of the splits that were made and are not frozen yet, in ordinal order.</summary>
    public IReadOnlyList<string> Drafts => Folders().Where(name => !IsFrozen(name)).ToArray();

    /// <summary>Writes a split that may still change: a draft. No run can use it before it is frozen.</summary>
    /// <param name="split">The split.</param>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>; the name of its folder. A draft of this name is replaced.</param>
    /// <param name="dataHash">The hash of the data that was split.</param>
    /// <exception cref="SplitException">A split is frozen under this name, or the name is not a folder name.</exception>
    /// <exception cref="StorageException">The files cannot be written.</exception>
    public void SaveDraft(Split split, string name, string dataHash)
    {
        RequireName(name);
        if (File.Exists(PathOf(name, JsonName)) && IsFrozen(name))
        {
            SplitFile existing = ReadFile(name);
            throw new SplitException(
                ExitCode.Usage,
                "a name that no frozen split has",
                $"'{name}', frozen on {existing.Frozen:yyyy-MM-dd} ({FrozenSplit.Short(existing.Fingerprint)})",
                PathOf(name, JsonName),
                $"make it under another name: '{name}' does not change any more");
        }

        Write(split, name, dataHash, SplitFingerprint.Of(split, dataHash), frozen: null);
    }

    /// <summary>Reads a split that is not frozen yet, or one that is.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="SplitException">There is no such split.</exception>
    /// <exception cref="SplitChangedException">The file was edited: its fingerprint is not the one that was written.</exception>
    /// <exception cref="StorageException">A file is missing, unreadable or malformed; the message names the row.</exception>
    public Split OpenDraft(string name) => Load(name).Split;

    /// <summary>Freezes the draft of a name.</summary>
    /// <param name="name">The name that it was made under.</param>
    /// <param name="dataHash">The hash of the data at hand; the draft was made on the same.</param>
    /// <exception cref="SplitException">There is no such draft.</exception>
    /// <exception cref="SplitChangedException">The data or the file changed since the split was made.</exception>
    /// <exception cref="StorageException">The files cannot be read or written.</exception>
    public FrozenSplit Freeze(string name, string dataHash)
    {
        FrozenSplit draft = Load(name);
        if (draft.DataHash != dataHash)
        {
            throw new SplitChangedException(
                ExitCode.BadInput,
                $"the data that split '{name}' was made on, hash {FrozenSplit.Short(draft.DataHash)}",
                $"data with hash {FrozenSplit.Short(dataHash)}",
                PathOf(name, JsonName),
                $"make the split again: hone split make --name {name}");
        }

        return Freeze(draft.Split, name, dataHash);
    }

    /// <summary>Writes a split down for good.</summary>
    /// <param name="split">The split.</param>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>; the name of its folder. A draft of this name is replaced.</param>
    /// <param name="dataHash">The hash of the data that was split; part of the fingerprint.</param>
    /// <returns>The frozen split; freezing the same split under the same name again changes nothing.</returns>
    /// <exception cref="SplitException">Another split is frozen under this name, or the name is not a folder name.</exception>
    /// <exception cref="StorageException">The files cannot be written.</exception>
    public FrozenSplit Freeze(Split split, string name, string dataHash)
    {
        RequireName(name);
        string fingerprint = SplitFingerprint.Of(split, dataHash);
        if (File.Exists(PathOf(name, JsonName)) && IsFrozen(name))
        {
            FrozenSplit existing = Open(name);
            if (existing.Fingerprint == fingerprint)
            {
                return existing;
            }

            throw new SplitException(
                ExitCode.Usage,
                $"a name that is free, or the split that is frozen under it ({FrozenSplit.Short(existing.Fingerprint)})",
                $"another split ({FrozenSplit.Short(fingerprint)})",
                PathOf(name, JsonName),
                $"freeze it under another name: '{name}' does not change any more");
        }

        Write(split, name, dataHash, fingerprint, _clock.GetUtcNow());
        return new FrozenSplit(name, fingerprint, dataHash, split);
    }

    /// <summary>Reads a frozen split and proves that it is what was frozen.</summary>
    /// <param name="name">The name it was frozen under.</param>
    /// <exception cref="SplitException">There is no such split, or it is a draft.</exception>
    /// <exception cref="SplitChangedException">The file was edited: its fingerprint is not the frozen one.</exception>
    /// <exception cref="StorageException">A file is missing, unreadable or malformed; the message names the row.</exception>
    public FrozenSplit Open(string name)
    {
        FrozenSplit split = Load(name);
        return IsFrozen(name) ? split : throw new SplitException(
            ExitCode.Usage, $"a frozen split '{name}'", "a draft that may still change", PathOf(name, JsonName), $"freeze it: hone split freeze {name}");
    }

    internal void SavePlan(SplitPlan plan) => MethodJson.WriteFile(Path.Combine(_directory, PlanName), plan, MethodJson.Default.SplitPlan);

    internal SplitPlan? ReadPlan()
    {
        string path = Path.Combine(_directory, PlanName);
        return File.Exists(path) ? MethodJson.ReadFile(path, MethodJson.Default.SplitPlan, "make the plan again: hone split plan") : null;
    }

    private FrozenSplit Load(string name)
    {
        RequireName(name);
        string jsonPath = PathOf(name, JsonName);
        if (!File.Exists(jsonPath))
        {
            string[] there = [.. Folders()];
            throw new SplitException(
                ExitCode.BadInput,
                $"a split named '{name}'",
                there.Length == 0 ? "no splits" : $"the splits {string.Join(", ", there)}",
                jsonPath,
                there.Length == 0 ? "make one first: hone split plan" : $"use '{there[0]}'");
        }

        SplitFile file = ReadFile(name);
        string csvPath = PathOf(name, CsvName);
        Split split = Read(csvPath, file);
        string fingerprint = SplitFingerprint.Of(split, file.DataHash);
        if (fingerprint != file.Fingerprint)
        {
            throw new SplitChangedException(
                ExitCode.BadInput,
                $"the {(file.Frozen is null ? "split as it was made" : "frozen split")}, fingerprint {FrozenSplit.Short(file.Fingerprint)} ({file.Train} train, {file.Valid} valid, {file.Test} test)",
                $"fingerprint {FrozenSplit.Short(fingerprint)} ({split.TrainIndices.Count} train, {split.ValidIndices.Count} valid, {split.TestIndices.Count} test)",
                csvPath,
                file.Frozen is null
                    ? "the file was edited after it was made: make the split again"
                    : "the file was edited after it was frozen: restore it from git, or freeze a new split under another name");
        }

        return new FrozenSplit(name, fingerprint, file.DataHash, split);
    }

    private void Write(Split split, string name, string dataHash, string fingerprint, DateTimeOffset? frozen)
    {
        // A description of another split must not stand beside the new assignment, whenever a crash comes.
        RemoveDescription(PathOf(name, JsonName));
        ProjectFile.WriteText(PathOf(name, CsvName), CsvOf(split));
        SplitOptions options = split.Options;
        var file = new SplitFile
        {
            Name = name,
            Strategy = split.Strategy,
            Seed = options.Seed,
            ValidFraction = options.Fractions.Valid,
            TestFraction = options.Fractions.Test,
            Folds = options.Folds == 0 ? null : options.Folds,
            Bins = options.Bins == new SplitOptions().Bins ? null : options.Bins,
            ValidFrom = options.ValidFrom,
            TestFrom = options.TestFrom,
            GapSeconds = options.Gap == TimeSpan.Zero ? null : options.Gap.TotalSeconds,
            SeenGroups = options.SeenGroups == SeenGroups.Allow ? null : options.SeenGroups,
            Reason = options.Reason,
            Train = split.TrainIndices.Count,
            Valid = split.ValidIndices.Count,
            Test = split.TestIndices.Count,
            Gap = split.GapIndices.Count == 0 ? null : split.GapIndices.Count,
            ClassShares = split.ClassShares,
            Groups = split.Groups,
            Windows = split.Windows,
            DataHash = dataHash,
            Fingerprint = fingerprint,
            Frozen = frozen,
        };

        // The description comes last: without it the folder is not a split, so a crash leaves none that is half there.
        MethodJson.WriteFile(PathOf(name, JsonName), file, MethodJson.Default.SplitFile);
    }

    private static void RemoveDescription(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw DiskErrors.Translate(exception, path);
        }
    }

    private string[] Folders() => !Directory.Exists(_directory)
        ? []
        : Directory.GetDirectories(_directory)
            .Where(folder => File.Exists(Path.Combine(folder, JsonName)))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)
            .ToArray();

    private bool IsFrozen(string name) => ReadFile(name).Frozen is not null;

    private SplitFile ReadFile(string name) => MethodJson.ReadFile(PathOf(name, JsonName), MethodJson.Default.SplitFile, "restore the file from git");

    private static string CsvOf(Split split)
    {
        IReadOnlyList<DateTime>? times = split.Details.Times;
        var text = new StringBuilder((times is null ? Header : TimedHeader) + "\n");
        for (int i = 0; i < split.Ids.Count; i++)
        {
            string part = SplitFingerprint.WordOf(split.Parts[i]);
            string fold = SplitFingerprint.FoldOf(split, i);
            CsvRows.Append(text, times is null ? [split.Ids[i], part, fold] : [split.Ids[i], part, fold, Moments.Text(times[i])]);
        }

        return text.ToString();
    }

    private static Split Read(string path, SplitFile file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(ExitCode.BadInput, "split.csv that can be read", exception.Message, path, "restore it from git", exception);
        }

        bool isTimed = file.Windows is not null;
        string header = isTimed ? TimedHeader : Header;
        if (lines.Length == 0 || lines[0] != header)
        {
            throw Malformed(path, 1, $"the header '{header}'", lines.Length == 0 ? "an empty file" : $"'{lines[0]}'");
        }

        var ids = new string[lines.Length - 1];
        var parts = new Part[ids.Length];
        var folds = new int[ids.Length];
        var times = new DateTime[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            List<string>? fields = CsvRows.Parse(lines[i + 1]);
            bool isWhole = fields?.Count == (isTimed ? 4 : 3)
                && SplitFingerprint.PartOf(fields[1]) is not null
                && (!isTimed || Moments.TryParse(fields[3], out times[i]));
            if (!isWhole)
            {
                throw Malformed(path, i + 2, isTimed ? "id, train|valid|test|gap, fold, time" : "id, train|valid|test|gap, fold", $"'{lines[i + 1]}'");
            }

            ids[i] = fields![0];
            parts[i] = SplitFingerprint.PartOf(fields[1])!.Value;
            folds[i] = FoldOf(fields[2], path, i + 2);
        }

        var options = new SplitOptions
        {
            Seed = file.Seed,
            Fractions = new SplitFractions { Valid = file.ValidFraction, Test = file.TestFraction },
            Folds = file.Folds ?? 0,
            Bins = file.Bins ?? new SplitOptions().Bins,
            ValidFrom = file.ValidFrom,
            TestFrom = file.TestFrom,
            Gap = TimeSpan.FromSeconds(file.GapSeconds ?? 0),
            SeenGroups = file.SeenGroups ?? SeenGroups.Allow,
            Reason = file.Reason,
        };
        var details = new SplitDetails
        {
            Folds = folds.Any(fold => fold >= 0) ? folds : null,
            Windows = file.Windows,
            Times = isTimed ? times : null,
            ClassShares = file.ClassShares,
            Groups = file.Groups,
        };
        return new Split(ids, parts, file.Strategy, options, details);
    }

    private static int FoldOf(string text, string path, int row)
    {
        if (text.Length == 0)
        {
            return SplitAssignment.NoFold;
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int fold) && fold <= SplitOptions.MostFolds;
        return isNumber ? fold : throw Malformed(path, row, $"a whole number up to {SplitOptions.MostFolds} as fold", $"'{text}'");
    }

    private static StorageException Malformed(string path, int row, string expected, string got) =>
        new(ExitCode.BadInput, expected, got, $"{path}, row {row}", "restore the file from git, or freeze a new split");

    private static void RequireName(string name)
    {
        if (name.Length == 0 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
        {
            throw new SplitException(
                ExitCode.Usage, "a name of letters, digits, '-' and '_'", $"'{name}'", "the name of the split", "call it v1");
        }
    }

    private string PathOf(string name, string file) => Path.Combine(_directory, name, file);
}

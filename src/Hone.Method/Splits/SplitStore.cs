using System.Globalization;
using System.Text;

namespace Hone.Method;

/// <summary>The frozen splits of a project: <c>splits/NAME/split.csv</c> (id, split, fold) and <c>split.json</c>.</summary>
public sealed class SplitStore
{
    private const string CsvName = "split.csv";
    private const string JsonName = "split.json";
    private const string Header = "id,split,fold";

    private readonly string _directory;
    private readonly TimeProvider _clock;

    internal SplitStore(string directory, TimeProvider clock)
    {
        _directory = directory;
        _clock = clock;
    }

    /// <summary>The names of the frozen splits in ordinal order.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(_directory)
        ? []
        : Directory.GetDirectories(_directory)
            .Where(folder => File.Exists(Path.Combine(folder, JsonName)))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)
            .ToArray();

    /// <summary>Writes a split down for good.</summary>
    /// <param name="split">The split.</param>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>; the name of its folder.</param>
    /// <param name="dataHash">The hash of the data that was split; part of the fingerprint.</param>
    /// <returns>The frozen split; freezing the same split under the same name again changes nothing.</returns>
    /// <exception cref="SplitException">Another split is frozen under this name, or the name is not a folder name.</exception>
    /// <exception cref="StorageException">The files cannot be written.</exception>
    public FrozenSplit Freeze(Split split, string name, string dataHash)
    {
        RequireName(name);
        string fingerprint = SplitFingerprint.Of(split, dataHash);
        if (File.Exists(PathOf(name, JsonName)))
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

        ProjectFile.WriteText(PathOf(name, CsvName), CsvOf(split));
        var file = new SplitFile
        {
            Name = name,
            Strategy = split.Strategy,
            Seed = split.Options.Seed,
            ValidFraction = split.Options.Fractions.Valid,
            TestFraction = split.Options.Fractions.Test,
            Train = split.TrainIndices.Count,
            Valid = split.ValidIndices.Count,
            Test = split.TestIndices.Count,
            ClassShares = split.ClassShares,
            DataHash = dataHash,
            Fingerprint = fingerprint,
            Frozen = _clock.GetUtcNow(),
        };

        // The description comes last: without it the folder is not a frozen split, so a crash leaves none that is half there.
        MethodJson.WriteFile(PathOf(name, JsonName), file, MethodJson.Default.SplitFile);
        return new FrozenSplit(name, fingerprint, dataHash, split);
    }

    /// <summary>Reads a frozen split and proves that it is what was frozen.</summary>
    /// <param name="name">The name it was frozen under.</param>
    /// <exception cref="SplitException">There is no such split.</exception>
    /// <exception cref="SplitChangedException">The file was edited: its fingerprint is not the frozen one.</exception>
    /// <exception cref="StorageException">A file is missing, unreadable or malformed; the message names the row.</exception>
    public FrozenSplit Open(string name)
    {
        RequireName(name);
        string jsonPath = PathOf(name, JsonName);
        if (!File.Exists(jsonPath))
        {
            throw new SplitException(
                ExitCode.Usage,
                Names.Count == 0 ? "a frozen split" : $"one of the frozen splits: {string.Join(", ", Names)}",
                $"'{name}'",
                jsonPath,
                Names.Count == 0 ? "freeze a split first" : $"use '{Names[0]}'");
        }

        SplitFile file = MethodJson.ReadFile(jsonPath, MethodJson.Default.SplitFile, "restore the file from git");
        string csvPath = PathOf(name, CsvName);
        Split split = Read(csvPath, file);
        string fingerprint = SplitFingerprint.Of(split, file.DataHash);
        if (fingerprint != file.Fingerprint)
        {
            throw new SplitChangedException(
                ExitCode.BadInput,
                $"the frozen split, fingerprint {FrozenSplit.Short(file.Fingerprint)} ({file.Train} train, {file.Valid} valid, {file.Test} test)",
                $"fingerprint {FrozenSplit.Short(fingerprint)} ({split.TrainIndices.Count} train, {split.ValidIndices.Count} valid, {split.TestIndices.Count} test)",
                csvPath,
                "the file was edited after it was frozen: restore it from git, or freeze a new split under another name");
        }

        return new FrozenSplit(name, fingerprint, file.DataHash, split);
    }

    private static string CsvOf(Split split)
    {
        var text = new StringBuilder(Header + "\n");
        for (int i = 0; i < split.Ids.Count; i++)
        {
            CsvRows.Append(text, [split.Ids[i], SplitFingerprint.WordOf(split.Parts[i]), SplitFingerprint.FoldOf(split, i)]);
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

        if (lines.Length == 0 || lines[0] != Header)
        {
            throw Malformed(path, 1, $"the header '{Header}'", lines.Length == 0 ? "an empty file" : $"'{lines[0]}'");
        }

        var ids = new List<string>(lines.Length);
        var parts = new List<Part>(lines.Length);
        var folds = new List<int>();
        for (int i = 1; i < lines.Length; i++)
        {
            List<string>? fields = CsvRows.Parse(lines[i]);
            if (fields is not { Count: 3 } || SplitFingerprint.PartOf(fields[1]) is not Part part)
            {
                throw Malformed(path, i + 1, "id, train|valid|test, fold", $"'{lines[i]}'");
            }

            if (fields[2].Length > 0)
            {
                if (!int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out int fold))
                {
                    throw Malformed(path, i + 1, "a whole number as fold", $"'{fields[2]}'");
                }

                folds.Add(fold);
            }

            ids.Add(fields[0]);
            parts.Add(part);
        }

        if (folds.Count > 0 && folds.Count != ids.Count)
        {
            throw Malformed(path, lines.Length, "a fold in every row or in none", $"{folds.Count} folds in {ids.Count} rows");
        }

        var options = new SplitOptions
        {
            Seed = file.Seed,
            Fractions = new SplitFractions { Valid = file.ValidFraction, Test = file.TestFraction },
        };
        return new Split(ids, parts.ToArray(), folds.Count > 0 ? folds : null, file.Strategy, options, file.ClassShares);
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

using System.Text;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Texts with labels to be checked.</summary>
public sealed class CheckedTexts : CheckedData
{
    private const int HashedWords = 64;

    private IReadOnlyList<NearTextPair>? _near;

    private CheckedTexts(IReadOnlyList<string> ids, IReadOnlyList<string> texts, CheckTarget? target, IReadOnlyList<Part>? parts, IReadOnlyList<string> unreadable, CheckSettings settings)
        : base(ids, parts, settings)
    {
        Texts = texts;
        Target = target?.For(PartIndex, settings);
        Unreadable = unreadable;
        Words = texts.Select(TextForm.Words).ToArray();
        Shingles = Words.Select(words => words.Count < Method.Shingles.ShortestText ? [] : Method.Shingles.Of(words)).ToArray();
    }

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Files that cannot be read as UTF-8, each with its reason; they are not among the items.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    internal CheckTarget? Target { get; }

    internal IReadOnlyList<IReadOnlyList<string>> Words { get; }

    /// <summary>The pieces of each text; none for a short one.</summary>
    internal IReadOnlyList<ulong[]> Shingles { get; }

    /// <summary>Takes texts in memory.</summary>
    /// <param name="ids">One id for each text.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">The label of each text, null where it is not known; null where there are none.</param>
    /// <param name="parts">The part of each text; null where there is no split.</param>
    /// <param name="settings">Metric, nature of the split, folds, seed; null means the defaults.</param>
    /// <exception cref="SplitException">The counts differ, or there are no texts.</exception>
    public static CheckedTexts Of(
        IReadOnlyList<string> ids, IReadOnlyList<string> texts, IReadOnlyList<string?>? labels, IReadOnlyList<Part>? parts = null, CheckSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0 || ids.Count != texts.Count || (labels is not null && labels.Count != texts.Count))
        {
            throw new SplitException(
                ExitCode.BadInput, "one id and one label for each text, at least one text", $"{ids.Count} ids, {texts.Count} texts, {labels?.Count ?? 0} labels", "the texts to check", "take them from the same source");
        }

        return new CheckedTexts(ids, texts, labels is null ? null : CheckTarget.OfClasses("label", labels), parts, [], settings ?? new());
    }

    /// <summary>Reads a folder of .txt files with one folder for each label, below folders train, valid and test or not.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="partOf">The part of a file by its path below the root; null takes what the folders say.</param>
    /// <param name="settings">Metric, nature of the split, folds, seed; null means the defaults.</param>
    /// <param name="cancellationToken">Stops it early.</param>
    /// <exception cref="HoneDataException">The folder does not exist, or holds no text in folders of labels.</exception>
    public static CheckedTexts FromFolder(string root, Func<string, Part?>? partOf = null, CheckSettings? settings = null, CancellationToken cancellationToken = default)
    {
        string[] paths = [.. FolderFiles.GetTextFiles(root)];
        string[] ids = Array.ConvertAll(paths, path => Path.GetRelativePath(root, path).Replace('\\', '/'));
        bool hasParts = ids.Length > 0 && ids.All(id => PartOfFolder(id) is not null);
        int labelDepth = hasParts ? 1 : 0;
        var kept = new List<int>();
        var texts = new List<string>();
        var unreadable = new List<string>();
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        for (int i = 0; i < paths.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ids[i].Count(letter => letter == '/') <= labelDepth)
            {
                continue;
            }

            try
            {
                texts.Add(strict.GetString(File.ReadAllBytes(paths[i])).TrimStart('\uFEFF'));
                kept.Add(i);
            }
            catch (Exception error) when (error is DecoderFallbackException or IOException or UnauthorizedAccessException)
            {
                unreadable.Add($"{ids[i]}: {(error is DecoderFallbackException ? "no UTF-8" : error.Message)}");
            }
        }

        if (kept.Count == 0)
        {
            throw new HoneDataException("Text files (.txt, UTF-8) in one folder for each label.", $"{paths.Length} text files, {unreadable.Count} of them unreadable, none in a folder of a label", root, "put the files into folders named after their labels");
        }

        string[] keptIds = kept.Select(i => ids[i]).ToArray();
        Part?[] parts = keptIds.Select(id => partOf is null ? (hasParts ? PartOfFolder(id) : null) : partOf(id)).ToArray();
        CheckTarget target = CheckTarget.OfClasses("label", keptIds.Select(id => id.Split('/')[labelDepth]).ToArray());
        return new CheckedTexts(keptIds, texts, target, FolderParts.All(parts, root), unreadable, settings ?? new());
    }

    internal IReadOnlyList<NearTextPair> FindNear(CancellationToken cancellationToken) => _near ??= NearTextSearch.Run(Shingles, cancellationToken);

    /// <summary>Copies and near copies together: two or more positions each.</summary>
    internal override IReadOnlyList<int[]> Clusters(CancellationToken cancellationToken)
    {
        var union = new UnionFind(Ids.Count);
        foreach (int[] cluster in DuplicateClusters.Of(BareHashes()))
        {
            foreach (int item in cluster)
            {
                union.Join(cluster[0], item);
            }
        }

        foreach (NearTextPair pair in FindNear(cancellationToken).Where(pair => pair.Jaccard >= 0.8))
        {
            union.Join(pair.First, pair.Second);
        }

        return union.Clusters();
    }

    /// <summary>The hash of each text without blanks, punctuation and case; texts without letters are hashed as they are.</summary>
    internal UInt128[] BareHashes() => Texts.Select(text => TextForm.Bare(text) is { Length: > 0 } bare ? bare : text).Select(text => ContentHash.Of(Encoding.UTF8.GetBytes(text))).ToArray();

    /// <summary>What is known about a text beside its words: none of it should tell the label.</summary>
    internal IReadOnlyList<CheckFeature> Properties()
    {
        CheckFeature[] all =
        [
            new("length in characters", Texts.Select(text => (double)text.Length).ToArray(), false) { DependsOnContent = true },
            new("number of lines", Texts.Select(text => (double)text.Count(letter => letter == '\n')).ToArray(), false) { DependsOnContent = true },
            new("share of capitals", Texts.Select(text => text.Length == 0 ? 0 : (double)text.Count(char.IsUpper) / text.Length).ToArray(), false) { DependsOnContent = true },
            new("share of digits", Texts.Select(text => text.Length == 0 ? 0 : (double)text.Count(char.IsDigit) / text.Length).ToArray(), false) { DependsOnContent = true },
            new("letters outside ASCII", Texts.Select(text => (double)text.Count(letter => letter > 127)).ToArray(), false) { DependsOnContent = true },
            new("Windows line ends", Texts.Select(text => text.Contains("\r\n", StringComparison.Ordinal) ? 1.0 : 0).ToArray(), false),
        ];
        return all.Where(feature => feature.Values.Any(value => value != feature.Values[0])).ToArray();
    }

    /// <summary>Counts of words, hashed into 64 columns, with the properties: enough for a forest to know a writer again.</summary>
    internal IReadOnlyList<CheckFeature> WordFeatures()
    {
        double[][] counts = Enumerable.Range(0, HashedWords).Select(_ => new double[Texts.Count]).ToArray();
        for (int item = 0; item < Texts.Count; item++)
        {
            foreach (string word in Words[item])
            {
                ulong hash = 0;
                foreach (char letter in word)
                {
                    hash = CounterRandom.Mix(hash ^ letter);
                }

                counts[hash % HashedWords][item] += 1.0 / Words[item].Count;
            }
        }

        return [.. counts.Select((column, i) => new CheckFeature($"words of bucket {i}", column, false)), .. Properties()];
    }

    internal override ShuffledForest ForestOfLabels() => new(PartIndex, Target, WordFeatures, Settings.Seed);

    internal override IReadOnlyList<Check> DataChecks() => TextSuite.Data(this);

    internal override IReadOnlyList<Check> SplitChecks() => TextSuite.Split(this);

    internal override IReadOnlyList<Check> LeakChecks() => TextSuite.Leak(this);

    private static Part? PartOfFolder(string id) => id.Split('/')[0].ToLowerInvariant() switch
    {
        "train" => Part.Train,
        "valid" or "val" or "validation" => Part.Valid,
        "test" => Part.Test,
        _ => null,
    };
}

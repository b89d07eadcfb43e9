namespace Hone.Method;

/// <summary>What was tried (M46): the share of each kind of change, the architectures that were tried, and the nudge towards architectures.</summary>
public sealed record RunKinds
{
    private const int RunsInARow = 3;
    private const int Architectures = 3;

    // Names decide by their parts: model.width is a part of the model, model.seed is a seed. The first list that fits counts.
    private static readonly (ChangeKind Kind, string[] Words)[] Names =
    [
        (ChangeKind.Seed, ["seed", "seeds"]),
        (ChangeKind.Split, ["split", "fold", "folds", "subset"]),
        (ChangeKind.Augmentation, ["augment", "augmentation", "augmentations", "transform", "transforms", "mixup", "cutmix", "itemtransforms", "batchtransforms"]),
        (ChangeKind.Loss, ["loss", "losses", "labelsmoothing", "classweights"]),
        (ChangeKind.Architecture, ["model", "architecture", "arch", "backbone", "layers", "width", "depth", "hidden", "activation", "pretrained", "head"]),
        (ChangeKind.Data, ["data", "dataset", "features", "columns", "imagesize", "size"]),
    ];

    private RunKinds(IReadOnlyDictionary<ChangeKind, int> counts, int runs, IReadOnlyList<string> architectures, Finding? nudge)
    {
        Counts = counts;
        Runs = runs;
        ArchitecturesTried = architectures;
        Nudge = nudge;
    }

    /// <summary>How many runs made each kind of change; a run that changed several counts for each.</summary>
    public IReadOnlyDictionary<ChangeKind, int> Counts { get; }

    /// <summary>How many runs were counted: those that can be read, besides baselines, dry runs, controls and repeated seeds.</summary>
    public int Runs { get; }

    /// <summary>The different models that were tried, as their parameters describe them.</summary>
    public IReadOnlyList<string> ArchitecturesTried { get; }

    /// <summary>A warning when the last three runs changed hyperparameters alone while fewer than three architectures were tried; else null.</summary>
    public Finding? Nudge { get; }

    /// <summary>Counts.</summary>
    /// <param name="runs">All runs, the newest first, as <see cref="RunStore.List"/> returns them.</param>
    public static RunKinds Of(IReadOnlyList<StoredRun> runs)
    {
        RunRecord[] tries = [.. runs.Select(run => run.Record).OfType<RunRecord>().Where(record => !IsSpecial(record))];
        var counts = new SortedDictionary<ChangeKind, int>();
        foreach (ChangeKind kind in tries.SelectMany(record => record.Change?.Kinds ?? []))
        {
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        string[] architectures = [.. tries.Select(ArchitectureOf).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new RunKinds(counts, tries.Length, architectures, NudgeOf(tries, architectures.Length));
    }

    /// <summary>Whether a run is none that tries to be better.</summary>
    internal static bool IsSpecial(RunRecord record) =>
        record.Tags.Any(tag => tag is RunTags.Baseline or RunTags.Dry or RunTags.Diagnostic or RunTags.Seed);

    /// <summary>The kinds of change between two runs.</summary>
    internal static IReadOnlyList<ChangeKind> Between(RunRecord before, RunRecord after, IReadOnlyList<string> changedParams)
    {
        if (IsSpecial(after))
        {
            return [ChangeKind.Diagnostic];
        }

        var kinds = new SortedSet<ChangeKind>(changedParams.Select(KindOf));
        Add(kinds, ChangeKind.Data, before.DataHash != after.DataHash);
        Add(kinds, ChangeKind.Split, before.Split?.Fingerprint != after.Split?.Fingerprint || before.Subset != after.Subset);
        Add(kinds, ChangeKind.Seed, before.Seed != after.Seed);
        return [.. kinds];
    }

    /// <summary>The kind of change that a parameter stands for.</summary>
    internal static ChangeKind KindOf(string parameter)
    {
        string[] words = [.. parameter.Split('.', '_', '-', '/').Select(word => word.ToLowerInvariant())];
        foreach ((ChangeKind kind, string[] names) in Names)
        {
            if (words.Any(names.Contains))
            {
                return kind;
            }
        }

        return ChangeKind.Hyperparameter;
    }

    private static void Add(SortedSet<ChangeKind> kinds, ChangeKind kind, bool changed)
    {
        if (changed)
        {
            kinds.Add(kind);
        }
    }

    private static string ArchitectureOf(RunRecord record) => string.Join(", ", record.Params
        .Where(parameter => KindOf(parameter.Key) == ChangeKind.Architecture)
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Key} {parameter.Value}"));

    private static Finding? NudgeOf(RunRecord[] tries, int architectures)
    {
        bool onlyNumbers = tries.Length >= RunsInARow
            && tries.Take(RunsInARow).All(record => record.Change is { Kinds: [ChangeKind.Hyperparameter] });
        if (!onlyNumbers || architectures >= Architectures)
        {
            return null;
        }

        return new Finding
        {
            Id = "runs/architectures-first",
            Severity = Severity.Warn,
            What = $"the last {RunsInARow} runs changed hyperparameters alone, and {(architectures == 1 ? "1 architecture was" : $"{architectures} architectures were")} tried",
            Evidence = string.Join("; ", tries.Take(RunsInARow).Select(record => $"{record.Id}: {string.Join(", ", record.Change!.Params)}")),
            N = tries.Length,
            Threshold = $"{Architectures} architectures",
            HowToFix = "try another model, or look at the data, before another learning rate",
            Why = "a better architecture is worth more than a tuned one, and its best numbers are others",
        };
    }
}

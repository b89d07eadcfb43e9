namespace Hone.Method;

/// <summary>Data to be checked: a table, images or texts, with ids and, where they are known, labels and parts.</summary>
public abstract class CheckedData
{
    private protected CheckedData(IReadOnlyList<string> ids, IReadOnlyList<Part>? parts, CheckSettings settings)
    {
        Ids = ids;
        Parts = parts;
        Settings = settings;
        if (parts is not null && parts.Count != ids.Count)
        {
            throw new SplitException(
                ExitCode.BadInput, "one part for each item", $"{parts.Count} parts for {ids.Count} items", "the data to check", "take ids and parts from the same file");
        }

        if (settings.Folds is not null && settings.Folds.Count != ids.Count)
        {
            throw new SplitException(
                ExitCode.BadInput, "one fold for each item", $"{settings.Folds.Count} folds for {ids.Count} items", "the data to check", "take ids and folds from the same file");
        }

        PartIndex = parts is null ? null : new PartIndex(parts);
    }

    /// <summary>The id of each item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The part of each item; null when the data is not split.</summary>
    public IReadOnlyList<Part>? Parts { get; }

    /// <summary>Metric, nature of the split, folds and seed.</summary>
    public CheckSettings Settings { get; }

    /// <summary>What was left out and why, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>Checks for leaks beside those of the data, such as of the runs of a project.</summary>
    internal IReadOnlyList<Check> MoreLeakChecks { get; set; } = [];

    internal PartIndex? PartIndex { get; }

    /// <summary>Copies and near copies together: two or more positions each.</summary>
    internal abstract IReadOnlyList<int[]> Clusters(CancellationToken cancellationToken);

    /// <summary>The checks of one set, in the order in which they run.</summary>
    internal abstract IReadOnlyList<Check> DataChecks();

    /// <summary>The checks of the parts against each other.</summary>
    internal abstract IReadOnlyList<Check> SplitChecks();

    /// <summary>The forest baseline, to be trained on shuffled labels.</summary>
    internal abstract ShuffledForest ForestOfLabels();

    /// <summary>The checks for leaks.</summary>
    internal abstract IReadOnlyList<Check> LeakChecks();
}

namespace Hone.Method;

/// <summary>
/// Runs whose numbers may stand in one table: the same frozen split and the same share of its training items. Numbers of different
/// groups were measured on other items, or reached with other amounts of data; they are never ranked together.
/// </summary>
/// <param name="SplitFingerprint">The fingerprint of their split; null for runs without a split and for damaged ones.</param>
/// <param name="Subset">The share of the training items, above 0 and up to 1; null for damaged runs, which say nothing about it.</param>
/// <param name="Runs">The runs, in the order in which they were given.</param>
public sealed record RunGroup(string? SplitFingerprint, double? Subset, IReadOnlyList<StoredRun> Runs)
{
    /// <summary>Sorts runs into groups; the groups come in the order of their first runs.</summary>
    /// <param name="runs">The runs, as <see cref="RunStore.List"/> returns them.</param>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<StoredRun> runs) => runs
        .GroupBy(run => (Split: run.Record?.Split?.Fingerprint, run.Record?.Subset))
        .Select(group => new RunGroup(group.Key.Split, group.Key.Subset, group.ToArray()))
        .ToArray();
}

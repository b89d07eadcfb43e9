using Hone.Method;

namespace Hone.Cli;

/// <summary>A split as <c>hone split</c> prints it for programs.</summary>
internal sealed record SplitJson
{
    public required string Name { get; init; }

    /// <summary>Null for a draft.</summary>
    public required string? Fingerprint { get; init; }

    public required SplitStrategy Strategy { get; init; }

    public required string? Reason { get; init; }

    public required ulong Seed { get; init; }

    public required int Train { get; init; }

    public required int Valid { get; init; }

    public required int Test { get; init; }

    public required int Gap { get; init; }

    /// <summary>The items of each fold.</summary>
    public required IReadOnlyList<int>? Folds { get; init; }

    public required IReadOnlyList<FoldWindow>? Windows { get; init; }

    public required ClassShares? ClassShares { get; init; }

    public required GroupCounts? Groups { get; init; }

    public SplitPower? Power { get; init; }

    public SplitWear? Wear { get; init; }

    public int? SealedLabels { get; init; }

    public static SplitJson Of(string name, Split split, string? fingerprint) => new()
    {
        Name = name,
        Fingerprint = fingerprint,
        Strategy = split.Strategy,
        Reason = split.Options.Reason,
        Seed = split.Options.Seed,
        Train = split.TrainIndices.Count,
        Valid = split.ValidIndices.Count,
        Test = split.TestIndices.Count,
        Gap = split.GapIndices.Count,
        Folds = split.Folds is null ? null : [.. split.GetFolds().Select(fold => fold.ValidIndices.Count)],
        Windows = split.Windows,
        ClassShares = split.ClassShares,
        Groups = split.Groups,
    };
}

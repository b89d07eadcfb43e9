namespace Hone.Method;

/// <summary>The content of <c>oof/RECIPE/oof.json</c>: what the folds of a recipe have in common, and which are there.</summary>
internal sealed record OutOfFoldFile
{
    public required string Recipe { get; init; }

    public required string SplitName { get; init; }

    public required string SplitFingerprint { get; init; }

    public required int FoldCount { get; init; }

    public required IReadOnlyList<OutOfFoldPart> Parts { get; init; }
}

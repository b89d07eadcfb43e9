namespace Hone.Method;

/// <summary>The content of <c>split.json</c>.</summary>
internal sealed record SplitFile
{
    public int Format { get; init; } = 1;

    public required string Name { get; init; }

    public required SplitStrategy Strategy { get; init; }

    public required ulong Seed { get; init; }

    public required double ValidFraction { get; init; }

    public required double TestFraction { get; init; }

    public required int Train { get; init; }

    public required int Valid { get; init; }

    public required int Test { get; init; }

    public ClassShares? ClassShares { get; init; }

    public required string DataHash { get; init; }

    public required string Fingerprint { get; init; }

    public required DateTimeOffset Frozen { get; init; }
}

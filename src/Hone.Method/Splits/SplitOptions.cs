namespace Hone.Method;

/// <summary>What every strategy of splitting needs.</summary>
public sealed record SplitOptions
{
    /// <summary>The shares of the parts; 80% train, 20% valid by default.</summary>
    public SplitFractions Fractions { get; init; } = new();

    /// <summary>The seed: the same ids and the same seed give the same split, in whatever order the ids come.</summary>
    public ulong Seed { get; init; }
}

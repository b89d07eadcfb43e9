namespace Hone.Learn;

/// <summary>How test-time augmentation is done; fastai's numbers.</summary>
public sealed record TtaOptions
{
    /// <summary>Augmented passes.</summary>
    public int Passes { get; init; } = 4;

    /// <summary>Share of the plain pass in the result, 0 to 1.</summary>
    public double Beta { get; init; } = 0.25;

    /// <summary>Whether to take the largest output of all passes instead of the mean.</summary>
    public bool UseMax { get; init; }
}

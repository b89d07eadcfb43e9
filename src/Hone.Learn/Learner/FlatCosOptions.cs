namespace Hone.Learn;

/// <summary>The shape of a constant rate with a cosine at its end; fastai's numbers.</summary>
public sealed record FlatCosOptions
{
    /// <summary>The last learning rate is the constant one divided by this.</summary>
    public double DivFinal { get; init; } = 1e5;

    /// <summary>Share of the training at the constant rate, 0 to 1.</summary>
    public double PctStart { get; init; } = 0.75;
}

namespace Hone.Nn;

/// <summary>Options of <see cref="EmbeddingBag"/>.</summary>
public sealed record EmbeddingBagLayerOptions
{
    /// <summary>How a bag becomes one row; the mean, as in PyTorch.</summary>
    public EmbeddingBagMode Mode { get; init; } = EmbeddingBagMode.Mean;

    /// <summary>Row that starts at zero and whose entries count as absent, negative from the end; null for none.</summary>
    public int? PaddingIndex { get; init; }

    /// <inheritdoc cref="EmbeddingOptions.Sparse"/>
    public bool Sparse { get; init; }

    /// <inheritdoc cref="EmbeddingOptions.WeightInitializer"/>
    public Initializer? WeightInitializer { get; init; }
}

namespace Hone;

/// <summary>Options of <see cref="TensorOperations.EmbeddingBag"/>.</summary>
public sealed record EmbeddingBagOptions
{
    /// <summary>How a bag becomes one row; the mean, as in PyTorch.</summary>
    public EmbeddingBagMode Mode { get; init; } = EmbeddingBagMode.Mean;

    /// <summary>Row whose entries count as absent, negative from the end; null for none.</summary>
    public int? PaddingIndex { get; init; }

    /// <summary>Whether the gradient is kept as touched rows; false.</summary>
    public bool Sparse { get; init; }
}

namespace Hone.Nn;

/// <summary>Options of <see cref="Embedding"/>.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>Row that starts at zero and gets no gradient, negative from the end; null for none.</summary>
    public int? PaddingIndex { get; init; }

    /// <summary>
    /// Whether the gradient is kept as touched rows, which <see cref="SparseAdam"/> and <see cref="Sgd"/> without momentum update alone; false. Worth it for
    /// tables with many more rows than a batch names.
    /// </summary>
    public bool Sparse { get; init; }

    /// <summary>First weights; null stands for PyTorch's rule, normal with deviation 1. fastai: <c>Initializers.TruncatedNormal(0.01)</c>.</summary>
    public Initializer? WeightInitializer { get; init; }
}

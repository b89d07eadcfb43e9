namespace Hone.Nn;

/// <summary>The configuration of <see cref="Embedding"/>.</summary>
/// <param name="NumEmbeddings">Number of rows.</param>
/// <param name="EmbeddingDim">Width of a row.</param>
/// <param name="PaddingIndex">Row without a gradient, from the start; null for none.</param>
/// <param name="Sparse">Whether the gradient is kept as touched rows.</param>
public sealed record EmbeddingConfig(int NumEmbeddings, int EmbeddingDim, int? PaddingIndex, bool Sparse) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new Embedding(NumEmbeddings, EmbeddingDim, new() { PaddingIndex = PaddingIndex, Sparse = Sparse });
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="EmbeddingBag"/>.</summary>
/// <param name="NumEmbeddings">Number of rows.</param>
/// <param name="EmbeddingDim">Width of a row.</param>
/// <param name="Mode">How a bag becomes one row.</param>
/// <param name="PaddingIndex">Row without a gradient, from the start; null for none.</param>
/// <param name="Sparse">Whether the gradient is kept as touched rows.</param>
public sealed record EmbeddingBagConfig(int NumEmbeddings, int EmbeddingDim, EmbeddingBagMode Mode, int? PaddingIndex, bool Sparse) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new EmbeddingBag(NumEmbeddings, EmbeddingDim, new() { Mode = Mode, PaddingIndex = PaddingIndex, Sparse = Sparse });
}

namespace Hone.Nn;

/// <summary>A table of learned rows, looked up by number: y[..., :] = weight[x[...], :].</summary>
/// <remarks>
/// PyTorch's <c>nn.Embedding</c> without <c>max_norm</c> and <c>scale_grad_by_freq</c>; normal first weights with deviation 1, as there.
/// Shapes: x <c>[...]</c> of type Int64, weight <c>[rows, width]</c>, y <c>[..., width]</c>.
/// </remarks>
public sealed class Embedding : Module
{
    private readonly bool _sparse;

    /// <summary>Makes the layer.</summary>
    /// <param name="numEmbeddings">Number of rows: of categories, words or users.</param>
    /// <param name="embeddingDim">Width of a row.</param>
    /// <param name="options">No padding index, dense gradients, PyTorch's first weights unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="HoneException">The padding index is no row.</exception>
    public Embedding(int numEmbeddings, int embeddingDim, EmbeddingOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numEmbeddings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(embeddingDim, 1);
        options ??= new EmbeddingOptions();
        NumEmbeddings = numEmbeddings;
        EmbeddingDim = embeddingDim;
        PaddingIndex = PaddedRowInitializer.Normalize(options.PaddingIndex, numEmbeddings);
        _sparse = options.Sparse;
        Weight = RegisterParameter(
            "weight",
            [numEmbeddings, embeddingDim],
            PaddedRowInitializer.Of(options.WeightInitializer ?? Initializers.Normal(1), PaddingIndex));
    }

    /// <summary>Number of rows.</summary>
    public int NumEmbeddings { get; }

    /// <summary>Width of a row.</summary>
    public int EmbeddingDim { get; }

    /// <summary>Row without a gradient, from the start; null for none.</summary>
    public int? PaddingIndex { get; }

    /// <summary>weight: [rows, width]</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config => new EmbeddingConfig(NumEmbeddings, EmbeddingDim, PaddingIndex, _sparse);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Embedding(Weight.Value, PaddingIndex, _sparse);
}

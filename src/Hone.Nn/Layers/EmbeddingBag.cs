namespace Hone.Nn;

/// <summary>A table of learned rows of which whole bags are looked up and reduced to one row each.</summary>
/// <remarks>
/// PyTorch's <c>nn.EmbeddingBag</c> without <c>max_norm</c>, <c>scale_grad_by_freq</c> and <c>include_last_offset</c>; formula of
/// <see cref="TensorOperations.EmbeddingBag"/>. Shapes: x <c>[bags, entries]</c> of type Int64, weight <c>[rows, width]</c>, y <c>[bags, width]</c>.
/// </remarks>
public sealed class EmbeddingBag : Module
{
    private readonly EmbeddingBagOptions _bag;

    /// <summary>Makes the layer.</summary>
    /// <param name="numEmbeddings">Number of rows.</param>
    /// <param name="embeddingDim">Width of a row.</param>
    /// <param name="options">The mean, no padding index, dense gradients, PyTorch's first weights unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="HoneException">The padding index is no row.</exception>
    public EmbeddingBag(int numEmbeddings, int embeddingDim, EmbeddingBagLayerOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numEmbeddings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(embeddingDim, 1);
        options ??= new EmbeddingBagLayerOptions();
        NumEmbeddings = numEmbeddings;
        EmbeddingDim = embeddingDim;
        int? padding = PaddedRowInitializer.Normalize(options.PaddingIndex, numEmbeddings);
        _bag = new EmbeddingBagOptions { Mode = options.Mode, PaddingIndex = padding, Sparse = options.Sparse };
        Weight = RegisterParameter(
            "weight",
            [numEmbeddings, embeddingDim],
            PaddedRowInitializer.Of(options.WeightInitializer ?? Initializers.Normal(1), padding));
    }

    /// <summary>Number of rows.</summary>
    public int NumEmbeddings { get; }

    /// <summary>Width of a row.</summary>
    public int EmbeddingDim { get; }

    /// <summary>weight: [rows, width]</summary>
    public Parameter Weight { get; }

    /// <summary>Reduces bags of different lengths, with weights if wanted; hooks see <c>Forward(x)</c> alone.</summary>
    /// <param name="x">x: [entries], all bags one after the other, Int64; or [bags, entries] without offsets.</param>
    /// <param name="offsets">offsets: [bags], where each bag starts, from 0 on; Int64.</param>
    /// <param name="perSampleWeights">weights: like x, factors in mode Sum; null for 1.</param>
    /// <returns>y: [bags, width]</returns>
    /// <exception cref="ShapeException">An index is no row, the offsets do not cut x, or the weights do not fit.</exception>
    public Tensor Forward(Tensor x, Tensor? offsets, Tensor? perSampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.EmbeddingBag(Weight.Value, offsets, perSampleWeights, _bag);
    }

    /// <inheritdoc/>
    public override ModelConfig? Config => new EmbeddingBagConfig(NumEmbeddings, EmbeddingDim, _bag.Mode, _bag.PaddingIndex, _bag.Sparse);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Forward(x, null);
}

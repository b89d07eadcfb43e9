namespace Hone.Nn;

/// <summary>Collaborative filtering by dot product: score = user row . item row + user bias + item bias, in a range if there is one.</summary>
/// <remarks>
/// fastai's <c>EmbeddingDotBias</c> with its names: <c>u_weight</c>, <c>i_weight</c>, <c>u_bias</c> and <c>i_bias</c> are embeddings. Difference: the four tables are read
/// in one operation (<see cref="TensorOperations.EmbeddingDot"/>), so hooks see this layer, not the tables.
/// Shapes: x <c>[batch, 2]</c> of type Int64, the numbers of user and item; y <c>[batch]</c>.
/// </remarks>
public sealed class EmbeddingDotBias : Module
{
    private readonly EmbeddingDotBiasOptions _options;

    /// <summary>Makes the layer.</summary>
    /// <param name="factors">Width of a row; 50 is usual.</param>
    /// <param name="users">Number of users, the unknown one included.</param>
    /// <param name="items">Number of items, the unknown one included.</param>
    /// <param name="options">No range, dense gradients, fastai's first weights unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public EmbeddingDotBias(int factors, int users, int items, EmbeddingDotBiasOptions? options = null)
    {
        _options = options ?? new EmbeddingDotBiasOptions();
        var table = new EmbeddingOptions { Sparse = _options.Sparse, WeightInitializer = _options.WeightInitializer ?? Initializers.TruncatedNormal(0.01) };
        UserWeight = Register("u_weight", new Embedding(users, factors, table));
        ItemWeight = Register("i_weight", new Embedding(items, factors, table));
        UserBias = Register("u_bias", new Embedding(users, 1, table));
        ItemBias = Register("i_bias", new Embedding(items, 1, table));
    }

    /// <summary>weight: [users, factors]</summary>
    public Embedding UserWeight { get; }

    /// <summary>weight: [items, factors]</summary>
    public Embedding ItemWeight { get; }

    /// <summary>weight: [users, 1]</summary>
    public Embedding UserBias { get; }

    /// <summary>weight: [items, 1]</summary>
    public Embedding ItemBias { get; }

    /// <inheritdoc/>
    public override ModelConfig? Config =>
        new EmbeddingDotBiasConfig(UserWeight.EmbeddingDim, UserWeight.NumEmbeddings, ItemWeight.NumEmbeddings, (SigmoidRangeConfig?)_options.YRange?.Config);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor score = x.EmbeddingDot(UserWeight.Weight.Value, ItemWeight.Weight.Value, UserBias.Weight.Value, ItemBias.Weight.Value, _options.Sparse);
        return _options.YRange is { } range ? range.Forward(score) : score; // [batch]
    }
}

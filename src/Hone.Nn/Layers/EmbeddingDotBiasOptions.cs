namespace Hone.Nn;

/// <summary>Options of <see cref="EmbeddingDotBias"/>.</summary>
public sealed record EmbeddingDotBiasOptions
{
    /// <summary>Range of the scores; null for none. fastai's book takes 0 to 5.5 for ratings up to 5.</summary>
    public SigmoidRange? YRange { get; init; }

    /// <summary>
    /// Whether gradients are kept as touched rows, which <see cref="SparseAdam"/> and <see cref="Sgd"/> without momentum update alone; false, as in fastai, whose
    /// weight decay reaches every row.
    /// </summary>
    public bool Sparse { get; init; }

    /// <summary>First weights and biases; null stands for fastai's rule, normal with deviation 0.01, cut at two deviations.</summary>
    public Initializer? WeightInitializer { get; init; }
}

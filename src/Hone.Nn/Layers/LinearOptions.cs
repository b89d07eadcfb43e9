namespace Hone.Nn;

/// <summary>Options of <see cref="Linear"/>.</summary>
public sealed record LinearOptions
{
    /// <summary>Whether a bias is added; true, but pointless before a normalization.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>First weights; null stands for PyTorch's rule, uniform in plus or minus 1 / sqrt(in).</summary>
    public Initializer? WeightInitializer { get; init; }

    /// <summary>First bias; null stands for PyTorch's rule, uniform in plus or minus 1 / sqrt(in).</summary>
    public Initializer? BiasInitializer { get; init; }
}

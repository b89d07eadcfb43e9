namespace Hone.Nn;

/// <summary>Options of <see cref="MultiheadAttention"/>.</summary>
public sealed record MultiheadAttentionOptions
{
    /// <summary>Fraction of the attention weights that is dropped in training, in 0..1, below 1; 0 as in PyTorch.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether the projections add a bias; true as in PyTorch.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Whether position i sees positions 0..i only; false unless set, as for an encoder.</summary>
    public bool IsCausal { get; init; }
}

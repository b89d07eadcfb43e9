namespace Hone;

/// <summary>Options of attention; the arguments of PyTorch's <c>scaled_dot_product_attention</c>.</summary>
public sealed record AttentionOptions
{
    /// <summary>
    /// Broadcasts to [batch, heads, queries, keys]; null for none. Bool: true where a query may see a key (as in PyTorch's function; its
    /// <c>MultiheadAttention</c> means the opposite). The type of the queries: added to the scaled scores, minus infinity hides a key.
    /// </summary>
    public Tensor? Mask { get; init; }

    /// <summary>Whether query i sees keys 0..i only, beside what the mask says; false unless set.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Factor of the scores, above 0; null stands for 1 / sqrt(features), which keeps their variance near 1.</summary>
    public double? Scale { get; init; }

    /// <summary>Probability, in 0..1, that a weight is dropped; the others are scaled by 1 / (1 - p). 0 unless set.</summary>
    public double Dropout { get; init; }

    /// <summary>Gives one key for each call that drops; required when <see cref="Dropout"/> is above 0.</summary>
    public RandomStream? Stream { get; init; }
}

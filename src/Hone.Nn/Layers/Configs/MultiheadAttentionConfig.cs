namespace Hone.Nn;

/// <summary>The configuration of <see cref="MultiheadAttention"/>.</summary>
/// <param name="Size">Features of input and output.</param>
/// <param name="Heads">Number of heads.</param>
/// <param name="Options">Dropout, bias and causal order.</param>
public sealed record MultiheadAttentionConfig(int Size, int Heads, MultiheadAttentionOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new MultiheadAttention(Size, Heads, Options);
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="TransformerEncoderLayer"/>.</summary>
/// <param name="Size">Features of input and output.</param>
/// <param name="Heads">Number of heads.</param>
/// <param name="Options">Sizes, dropout, activation and order.</param>
public sealed record TransformerEncoderLayerConfig(int Size, int Heads, TransformerEncoderLayerOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new TransformerEncoderLayer(Size, Heads, Options);
}

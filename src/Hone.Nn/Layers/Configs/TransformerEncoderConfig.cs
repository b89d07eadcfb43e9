namespace Hone.Nn;

/// <summary>The configuration of <see cref="TransformerEncoder"/>.</summary>
/// <param name="Layers">Number of layers.</param>
/// <param name="Size">Features of input and output.</param>
/// <param name="Heads">Number of heads.</param>
/// <param name="Options">Of each layer.</param>
public sealed record TransformerEncoderConfig(int Layers, int Size, int Heads, TransformerEncoderLayerOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers([Layers]);
        return new TransformerEncoder(Layers, Size, Heads, Options);
    }
}

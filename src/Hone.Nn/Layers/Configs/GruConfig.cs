namespace Hone.Nn;

/// <summary>The configuration of <see cref="Gru"/>.</summary>
/// <param name="InputSize">Size of the last axis of the input.</param>
/// <param name="HiddenSize">Number of hidden units.</param>
/// <param name="Options">Layers, directions, order of axes, bias, dropout.</param>
public sealed record GruConfig(int InputSize, int HiddenSize, RecurrentLayerOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers([Options.Layers]);
        return new Gru(InputSize, HiddenSize, Options);
    }
}

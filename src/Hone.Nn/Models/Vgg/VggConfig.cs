namespace Hone.Nn;

/// <summary>The configuration of <see cref="Vgg"/>.</summary>
/// <param name="Convolutions">Number of convolutions in each stage.</param>
/// <param name="Options">Channels, classes, dropout.</param>
public sealed record VggConfig(IReadOnlyList<int> Convolutions, VggOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers(Convolutions);
        ConfigLimits.Channels(8L * Options.Width);
        return new Vgg(Convolutions, Options);
    }
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="DenseNet"/>.</summary>
/// <param name="Layers">Number of layers in each block.</param>
/// <param name="Options">Channels, classes, growth.</param>
public sealed record DenseNetConfig(IReadOnlyList<int> Layers, DenseNetOptions Options) : ModelConfig
{
    private const int MostChannels = 1 << 14;

    /// <inheritdoc/>
    public override Module Build()
    {
        // Each layer keeps statistics of all channels before it.
        ConfigLimits.Layers(Layers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Options.Width + (Layers.Sum(layers => (long)layers) * Options.Growth), MostChannels, nameof(Options));
        return new DenseNet(Layers, Options);
    }
}

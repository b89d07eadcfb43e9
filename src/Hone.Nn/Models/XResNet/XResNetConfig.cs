namespace Hone.Nn;

/// <summary>The configuration of <see cref="XResNet"/>.</summary>
/// <param name="Expansion">1 for blocks of two convolutions, 4 for bottlenecks.</param>
/// <param name="Blocks">Number of blocks in each of the four stages.</param>
/// <param name="Options">Channels, classes, dropout.</param>
public sealed record XResNetConfig(int Expansion, IReadOnlyList<int> Blocks, XResNetOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers(Blocks);
        ConfigLimits.Channels(8.0 * Options.Width * Expansion);
        ConfigLimits.Channels(Options.Stem.Append(0).Max());
        return XResNet.Create(Expansion, Blocks, Options);
    }
}

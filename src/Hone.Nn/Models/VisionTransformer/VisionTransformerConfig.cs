namespace Hone.Nn;

/// <summary>The configuration of <see cref="VisionTransformer"/>.</summary>
/// <param name="Size">Features of a token.</param>
/// <param name="Depth">Number of blocks.</param>
/// <param name="Heads">Number of heads of attention.</param>
/// <param name="Options">Channels, classes, patches.</param>
public sealed record VisionTransformerConfig(int Size, int Depth, int Heads, VisionTransformerOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers([Depth]);
        ConfigLimits.Channels((double)Size * Options.Expansion);
        ConfigLimits.Channels(Options.ImageSize);
        return new VisionTransformer(Size, Depth, Heads, Options);
    }
}

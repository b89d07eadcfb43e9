namespace Hone.Nn;

/// <summary>The configuration of a <see cref="VisionTransformer"/> without its head, which gives the tokens of the patches as an image.</summary>
/// <param name="Size">Features of a token.</param>
/// <param name="Depth">Number of blocks.</param>
/// <param name="Heads">Number of heads of attention.</param>
/// <param name="Options">Channels, classes, patches.</param>
public sealed record PatchFeaturesConfig(int Size, int Depth, int Heads, VisionTransformerOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers([Depth]);
        ConfigLimits.Channels((double)Size * Options.Expansion);
        ConfigLimits.Channels(Options.ImageSize);
        return new PatchFeatures(Size, Depth, Heads, Options);
    }
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="LinBnDrop"/>.</summary>
/// <param name="InFeatures">Features of the input.</param>
/// <param name="OutFeatures">Features of the output.</param>
/// <param name="Options">Normalization, dropout, activation.</param>
public sealed record LinBnDropConfig(int InFeatures, int OutFeatures, LinBnDropOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Math.Max(InFeatures, OutFeatures));
        return new LinBnDrop(InFeatures, OutFeatures, Options);
    }
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="ConvNeXt"/>.</summary>
/// <param name="Blocks">Number of blocks in each stage.</param>
/// <param name="Options">Channels, classes, dropped paths.</param>
public sealed record ConvNeXtConfig(IReadOnlyList<int> Blocks, ConvNeXtOptions Options) : ModelConfig
{
    private const int MostStages = 8;

    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers(Blocks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Blocks.Count, MostStages, nameof(Blocks));
        ConfigLimits.Channels((long)Options.Width << Blocks.Count);
        return new ConvNeXt(Blocks, Options);
    }
}

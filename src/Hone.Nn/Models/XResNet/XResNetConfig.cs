using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>The configuration of <see cref="XResNet"/>.</summary>
/// <param name="Expansion">1 for blocks of two convolutions, 4 for bottlenecks.</param>
/// <param name="Blocks">Number of blocks in each stage.</param>
/// <param name="Options">Channels, classes, dropout, kind of the blocks.</param>
/// <param name="Activation">The activation; null stands for that of the options, ReLU in files. Not written for ReLU, so that earlier readers read on.</param>
public sealed record XResNetConfig(
    int Expansion,
    IReadOnlyList<int> Blocks,
    XResNetOptions Options,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Activation? Activation = null) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Layers(Blocks);
        ConfigLimits.Channels(8.0 * Options.Width * Expansion);
        ConfigLimits.Channels(Options.Stem.Append(0).Max());
        if (Options.Block == XResNetBlock.ResNeXt && Options.Groups is { } groups)
        {
            ConfigLimits.Channels(0.5 * Options.Width * groups);
        }

        return XResNet.Create(Expansion, Blocks, Activation is { } activation ? Options with { Activation = activation } : Options);
    }
}

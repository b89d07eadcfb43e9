using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>The configuration of <see cref="ResBlock"/>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Options">Stride, kernel, normalizations.</param>
/// <param name="Activation">The activation; null stands for that of the options, ReLU in files. Not written for ReLU, so that earlier readers read on.</param>
public sealed record ResBlockConfig(
    int InChannels,
    int OutChannels,
    ResBlockOptions Options,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Activation? Activation = null) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(OutChannels);
        ConfigLimits.Channels(Options.Hidden ?? 0);
        ConfigLimits.Channels(Options.FirstHidden ?? 0);
        return new ResBlock(InChannels, OutChannels, Activation is { } activation ? Options with { Activation = activation } : Options);
    }
}

using System.Text.Json.Serialization;

namespace Hone.Nn;

/// <summary>The configuration of <see cref="BatchNorm1d"/>.</summary>
/// <param name="Channels">Size of the second axis.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Share of the batch's statistics in the running ones.</param>
/// <param name="Affine">Whether there are scale and shift; null stands for true and is not written, so that earlier readers read on.</param>
/// <param name="TrackRunningStats">Whether there are running statistics; null stands for true and is not written, so that earlier readers read on.</param>
public sealed record BatchNorm1dConfig(
    int Channels,
    double Epsilon,
    double Momentum,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Affine = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? TrackRunningStats = null) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        // Without scale and shift no weight in the file has to be as long as the layer says.
        ConfigLimits.Channels(Affine == false ? Channels : 0);
        return new BatchNorm1d(Channels, new BatchNormOptions
        {
            Epsilon = Epsilon,
            Momentum = Momentum,
            Affine = Affine ?? true,
            TrackRunningStats = TrackRunningStats ?? true,
        });
    }
}

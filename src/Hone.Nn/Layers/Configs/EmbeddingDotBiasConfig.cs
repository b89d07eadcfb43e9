namespace Hone.Nn;

/// <summary>The configuration of <see cref="EmbeddingDotBias"/>.</summary>
/// <param name="Factors">Width of a row.</param>
/// <param name="Users">Number of users, the unknown one included.</param>
/// <param name="Items">Number of items, the unknown one included.</param>
/// <param name="YRange">Range of the scores; null for none.</param>
public sealed record EmbeddingDotBiasConfig(int Factors, int Users, int Items, SigmoidRangeConfig? YRange) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Factors);
        return new EmbeddingDotBias(Factors, Users, Items, new() { YRange = YRange is null ? null : new SigmoidRange(YRange.Low, YRange.High) });
    }
}

namespace Hone.Learn;

/// <summary><see cref="Normalize"/> with its statistics.</summary>
/// <param name="Mean">Mean of each channel.</param>
/// <param name="Std">Standard deviation of each channel, above 0.</param>
public sealed record NormalizeConfig(IReadOnlyList<float> Mean, IReadOnlyList<float> Std) : BatchTransformConfig
{
    /// <inheritdoc/>
    public override BatchTransform Build() => Normalize.FromStats(Mean, Std);
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="SigmoidRange"/>.</summary>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end of the range.</param>
public sealed record SigmoidRangeConfig(double Low, double High) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new SigmoidRange(Low, High);
}

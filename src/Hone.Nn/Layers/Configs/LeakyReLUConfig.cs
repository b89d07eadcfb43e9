namespace Hone.Nn;

/// <summary>The configuration of <see cref="LeakyReLU"/>.</summary>
/// <param name="NegativeSlope">The slope below 0.</param>
public sealed record LeakyReLUConfig(double NegativeSlope) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new LeakyReLU(NegativeSlope);
}

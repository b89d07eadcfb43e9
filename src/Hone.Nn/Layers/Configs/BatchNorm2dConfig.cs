namespace Hone.Nn;

/// <summary>The configuration of <see cref="BatchNorm2d"/>.</summary>
/// <param name="Channels">Size of the second axis.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Share of the batch's statistics in the running ones.</param>
public sealed record BatchNorm2dConfig(int Channels, double Epsilon, double Momentum) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new BatchNorm2d(Channels, new BatchNormOptions { Epsilon = Epsilon, Momentum = Momentum });
}

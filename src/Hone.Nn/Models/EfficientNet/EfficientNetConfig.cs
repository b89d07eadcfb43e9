namespace Hone.Nn;

/// <summary>The configuration of <see cref="EfficientNet"/>.</summary>
/// <param name="Options">Channels, classes and what else the net lets choose.</param>
public sealed record EfficientNetConfig(EfficientNetOptions Options) : ModelConfig
{
    private const double MostFactor = 8;

    /// <inheritdoc/>
    public override Module Build()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(Options.Width, Options.Depth), MostFactor, nameof(Options));
        return new EfficientNet(Options);
    }
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="InceptionV3"/>.</summary>
/// <param name="Options">Channels, classes and what else the net lets choose.</param>
public sealed record InceptionV3Config(InceptionV3Options Options) : ModelConfig
{
    /// <summary>Channels of the last block for each of the first convolution.</summary>
    private const double Growth = 64;

    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Growth * Options.Width);
        return new InceptionV3(Options);
    }
}

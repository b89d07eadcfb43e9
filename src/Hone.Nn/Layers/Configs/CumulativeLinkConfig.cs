namespace Hone.Nn;

/// <summary>The configuration of <see cref="CumulativeLink"/>.</summary>
/// <param name="Classes">Number of classes.</param>
public sealed record CumulativeLinkConfig(int Classes) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Classes);
        return new CumulativeLink(Classes);
    }
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="SelfAttention"/>.</summary>
/// <param name="Channels">Channels of input and output.</param>
public sealed record SelfAttentionConfig(int Channels) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build()
    {
        ConfigLimits.Channels(Channels);
        return new SelfAttention(Channels);
    }
}

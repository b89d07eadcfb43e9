namespace Hone.Nn;

/// <summary>The configuration of <see cref="GroupNorm"/>.</summary>
/// <param name="Groups">Number of groups.</param>
/// <param name="Channels">Size of the second axis.</param>
/// <param name="Options">Numbers of the formula, and whether it is scaled.</param>
public sealed record GroupNormConfig(int Groups, int Channels, GroupNormOptions Options) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new GroupNorm(Groups, Channels, Options);
}

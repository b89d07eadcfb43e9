namespace Hone.Nn;

/// <summary>The configuration of <see cref="ReplicationPad1d"/>.</summary>
/// <param name="Left">Elements in front.</param>
/// <param name="Right">Elements behind.</param>
public sealed record ReplicationPad1dConfig(int Left, int Right) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ReplicationPad1d(Left, Right);
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="ReflectionPad1d"/>.</summary>
/// <param name="Left">Elements in front.</param>
/// <param name="Right">Elements behind.</param>
public sealed record ReflectionPad1dConfig(int Left, int Right) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new ReflectionPad1d(Left, Right);
}

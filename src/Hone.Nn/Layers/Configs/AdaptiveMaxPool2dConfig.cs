namespace Hone.Nn;

/// <summary>The configuration of <see cref="AdaptiveMaxPool2d"/>.</summary>
/// <param name="Height">Height of the output in pixels.</param>
/// <param name="Width">Width of the output in pixels.</param>
public sealed record AdaptiveMaxPool2dConfig(int Height, int Width) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AdaptiveMaxPool2d((Height, Width));
}

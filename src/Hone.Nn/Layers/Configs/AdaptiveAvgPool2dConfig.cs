namespace Hone.Nn;

/// <summary>The configuration of <see cref="AdaptiveAvgPool2d"/>.</summary>
/// <param name="Height">Height of the output in pixels.</param>
/// <param name="Width">Width of the output in pixels.</param>
public sealed record AdaptiveAvgPool2dConfig(int Height, int Width) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AdaptiveAvgPool2d((Height, Width));
}

namespace Hone.Nn;

/// <summary>The configuration of <see cref="AdaptiveConcatPool2d"/>.</summary>
/// <param name="Height">Height of the output in pixels.</param>
/// <param name="Width">Width of the output in pixels.</param>
public sealed record AdaptiveConcatPool2dConfig(int Height, int Width) : ModelConfig
{
    /// <inheritdoc/>
    public override Module Build() => new AdaptiveConcatPool2d(new Size2d(Height, Width));
}

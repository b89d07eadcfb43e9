namespace Hone.Learn;

/// <summary><see cref="Resize"/> as data.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Method">What happens to other proportions.</param>
/// <param name="PadMode">What lies beyond the border.</param>
public sealed record ResizeConfig(int Height, int Width, ResizeMethod Method, PadMode PadMode) : ItemTransformConfig
{
    /// <inheritdoc/>
    public override ItemTransform Build()
    {
        RequireSize(Height);
        RequireSize(Width);
        return new Resize(Height, Width, Method, PadMode);
    }
}

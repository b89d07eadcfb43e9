namespace Hone.Learn;

/// <summary><see cref="CropPad"/> as data.</summary>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="PadMode">What lies beyond the border.</param>
public sealed record CropPadConfig(int Height, int Width, PadMode PadMode) : ItemTransformConfig
{
    /// <inheritdoc/>
    public override ItemTransform Build()
    {
        RequireSize(Height);
        RequireSize(Width);
        return new CropPad(Height, Width, PadMode);
    }
}

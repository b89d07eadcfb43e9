namespace Hone.Nn;

/// <summary>A <see cref="Size2d"/> in a configuration.</summary>
/// <param name="Height">Along the third axis of an image tensor.</param>
/// <param name="Width">Along the fourth axis.</param>
public sealed record LayerSize(int Height, int Width)
{
    internal static LayerSize Of(Size2d size) => new(size.Height, size.Width);

    internal Size2d ToSize() => (Height, Width);
}

namespace Hone.Learn;

/// <summary>A rectangle of a picture and the size that it is brought to: every crop, pad and resize is one. Image, mask and points take the same.</summary>
/// <param name="Left">First column of the rectangle; may lie outside of the picture, then <paramref name="Pad"/> says what is there.</param>
/// <param name="Top">First row of the rectangle.</param>
/// <param name="Width">Width of the rectangle in pixels, at least 1.</param>
/// <param name="Height">Height of the rectangle in pixels, at least 1.</param>
/// <param name="OutputWidth">Width of the result in pixels, at least 1.</param>
/// <param name="OutputHeight">Height of the result in pixels, at least 1.</param>
/// <param name="Pad">What lies beyond the border.</param>
public readonly record struct SampleWindow(int Left, int Top, int Width, int Height, int OutputWidth, int OutputHeight, PadMode Pad = PadMode.Reflection)
{
    /// <summary>The same share of a picture of another size, such as a mask of half the resolution.</summary>
    internal SampleWindow From(int width, int height, int toWidth, int toHeight)
    {
        if (width == toWidth && height == toHeight)
        {
            return this;
        }

        double across = (double)toWidth / width;
        double down = (double)toHeight / height;
        return this with
        {
            Left = (int)Math.Round(Left * across),
            Top = (int)Math.Round(Top * down),
            Width = Math.Max(1, (int)Math.Round(Width * across)),
            Height = Math.Max(1, (int)Math.Round(Height * down)),
        };
    }
}

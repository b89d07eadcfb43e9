using Hone.Learn.Data;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn;

/// <summary>Draws what belongs to a picture over it: the colors of a mask, the dots of key points, the edges of boxes.</summary>
internal static class PictureOverlay
{
    private const double MaskOpacity = 0.5;
    private const int PixelsPerDot = 64;

    /// <summary>The picture in RGB with masks, points and boxes drawn over it; the same picture when there are none.</summary>
    public static ImageData Draw(ImageData image, IReadOnlyList<DecodedPart> parts)
    {
        bool hasAny = parts.Any(part => part.Mask is not null || part.Points.Count > 0 || part.Boxes.Count > 0);
        if (!hasAny)
        {
            return image;
        }

        var copy = new ImageData(image.Width, image.Height, 3, [.. image.ToRgb().Pixels]);
        foreach (DecodedPart part in parts)
        {
            if (part.Mask is { } mask)
            {
                Paint(copy, mask);
            }

            for (int i = 0; i + 1 < part.Points.Count; i += 2)
            {
                Dot(copy, part.Points[i], part.Points[i + 1]);
            }

            for (int i = 0; i + 3 < part.Boxes.Count; i += 4)
            {
                Frame(copy, part.Boxes[i], part.Boxes[i + 1], part.Boxes[i + 2], part.Boxes[i + 3]);
            }
        }

        return copy;
    }

    private static void Paint(ImageData image, ImageData mask)
    {
        if (mask.Width != image.Width || mask.Height != image.Height)
        {
            throw new HoneDataException($"A mask has the size of its image, {image.Height}x{image.Width}.", $"{mask.Height}x{mask.Width}", "mask", "let the model answer at the size of its input");
        }

        IReadOnlyList<Rgb> colors = ColorScheme.Dark.Series;
        for (int i = 0; i < mask.Pixels.Length; i++)
        {
            // Code 0 is the background more often than not: it stays as it is.
            if (mask.Pixels[i] != 0)
            {
                Put(image, i, colors[(mask.Pixels[i] - 1) % colors.Count], MaskOpacity);
            }
        }
    }

    private static void Dot(ImageData image, float x, float y)
    {
        int centerX = (int)MathF.Floor((x + 1) / 2 * image.Width);
        int centerY = (int)MathF.Floor((y + 1) / 2 * image.Height);
        int radius = Math.Max(image.Width, image.Height) / PixelsPerDot / 2;
        for (int row = Math.Max(0, centerY - radius); row <= Math.Min(image.Height - 1, centerY + radius); row++)
        {
            for (int column = Math.Max(0, centerX - radius); column <= Math.Min(image.Width - 1, centerX + radius); column++)
            {
                Put(image, (row * image.Width) + column, ColorScheme.Light.Wrong, 1);
            }
        }
    }

    /// <summary>One pixel wide, inside of the box.</summary>
    private static void Frame(ImageData image, float left, float top, float right, float bottom)
    {
        int firstX = Math.Clamp(Pixel(left, image.Width), 0, image.Width - 1);
        int lastX = Math.Clamp(Pixel(right, image.Width) - 1, firstX, image.Width - 1);
        int firstY = Math.Clamp(Pixel(top, image.Height), 0, image.Height - 1);
        int lastY = Math.Clamp(Pixel(bottom, image.Height) - 1, firstY, image.Height - 1);
        for (int y = firstY; y <= lastY; y++)
        {
            int step = y == firstY || y == lastY ? 1 : Math.Max(1, lastX - firstX);
            for (int x = firstX; x <= lastX; x += step)
            {
                Put(image, (y * image.Width) + x, ColorScheme.Light.Wrong, 1);
            }
        }
    }

    private static int Pixel(float share, int size) => (int)MathF.Round((share + 1) / 2 * size);

    private static void Put(ImageData image, int pixel, Rgb color, double opacity)
    {
        Span<byte> bytes = image.Pixels.AsSpan(pixel * 3, 3);
        Rgb mixed = color.Over(new Rgb(bytes[0], bytes[1], bytes[2]), opacity);
        bytes[0] = mixed.Red;
        bytes[1] = mixed.Green;
        bytes[2] = mixed.Blue;
    }
}

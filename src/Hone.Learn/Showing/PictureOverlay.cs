using Hone.Learn.Data;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn;

/// <summary>Paints masks over pictures.</summary>
internal static class PictureOverlay
{
    private const double MaskOpacity = 0.5;

    /// <summary>The picture in RGB with the masks among the parts painted over it; the same picture when there are none.</summary>
    public static ImageData Draw(ImageData image, IReadOnlyList<DecodedPart> parts)
    {
        ImageData[] masks = [.. parts.Select(part => part.Mask).OfType<ImageData>()];
        if (masks.Length == 0)
        {
            return image;
        }

        var copy = new ImageData(image.Width, image.Height, 3, [.. image.ToRgb().Pixels]);
        foreach (ImageData mask in masks)
        {
            Paint(copy, mask);
        }

        return copy;
    }

    private static void Paint(ImageData image, ImageData mask)
    {
        if (mask.Width != image.Width || mask.Height != image.Height)
        {
            throw new HoneDataException($"A mask has the size of its image, {image.Height}x{image.Width}.", $"{mask.Height}x{mask.Width}", "mask", "let the model answer at the size of its input");
        }

        for (int i = 0; i < mask.Pixels.Length; i++)
        {
            // Code 0 is the background more often than not: it stays as it is.
            if (mask.Pixels[i] != 0)
            {
                Put(image, i, PictureColors.OfClass(mask.Pixels[i]), MaskOpacity);
            }
        }
    }

    private static void Put(ImageData image, int pixel, Rgb color, double opacity)
    {
        Span<byte> bytes = image.Pixels.AsSpan(pixel * 3, 3);
        Rgb mixed = color.Over(new Rgb(bytes[0], bytes[1], bytes[2]), opacity);
        bytes[0] = mixed.Red;
        bytes[1] = mixed.Green;
        bytes[2] = mixed.Blue;
    }
}

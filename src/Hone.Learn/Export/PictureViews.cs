using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Other views of a picture for test-time augmentation: what a photographer a step aside, or one behind a mirror, would have seen.</summary>
/// <remarks>
/// View 1 is the mirror image, views 2 to 5 are the corners at 7/8 of the size, views 6 to 9 their mirror images: with the picture itself the ten crops of Krizhevsky, Sutskever and Hinton (2012), whose corners
/// were 224 of 256 pixels. Nothing is drawn at random.
/// </remarks>
internal static class PictureViews
{
    /// <summary>How many views there are beside the picture itself.</summary>
    public const int Most = 9;

    private const int Corners = 4;
    private const int Eighths = 7;

    /// <summary>A view.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="number">1 to <see cref="Most"/>.</param>
    public static ImagePixels Of(ImagePixels picture, int number)
    {
        if (number == 1)
        {
            return Mirrored(picture);
        }

        int corner = (number - 2) % Corners;
        int width = Math.Max(1, picture.Width * Eighths / 8);
        int height = Math.Max(1, picture.Height * Eighths / 8);
        int left = corner % 2 == 0 ? 0 : picture.Width - width;
        int top = corner < 2 ? 0 : picture.Height - height;
        ImagePixels crop = PictureWindow.Cut(picture, new SampleWindow(left, top, width, height, width, height), ResizeFilter.Nearest, 0);
        return number - 2 < Corners ? crop : Mirrored(crop);
    }

    private static ImagePixels Mirrored(ImagePixels picture) => OrientationTransform.Apply(picture.ToImageData(), ImageOrientation.FlipHorizontal);
}

namespace Hone.Learn;

/// <summary>Where a picture lies in what the model saw of it: crops, pads and resizes are undone by it.</summary>
/// <remarks>
/// Three corners of the picture went through the transforms as key points do; a point (x, y) of the picture, in pixels, is at
/// u = u0 + (u1 - u0) x / width + (u2 - u0) y / height of the model's picture, and v likewise.
/// </remarks>
internal sealed class PicturePlacement
{
    /// <summary>Corners that are followed: (0, 0), (width, 0), (0, height).</summary>
    public const int CornerCount = 3;

    private readonly double _u0;
    private readonly double _v0;
    private readonly double _ux;
    private readonly double _uy;
    private readonly double _vx;
    private readonly double _vy;
    private readonly int _modelHeight;
    private readonly int _modelWidth;

    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="corners">x and y of the three corners as shares -1 to 1 of what the model saw.</param>
    /// <param name="modelHeight">Height of the model's answer in pixels.</param>
    /// <param name="modelWidth">Width of the model's answer in pixels.</param>
    public PicturePlacement(int height, int width, ReadOnlySpan<float> corners, int modelHeight, int modelWidth)
    {
        Height = height;
        Width = width;
        _modelHeight = modelHeight;
        _modelWidth = modelWidth;
        _u0 = Pixel(corners[0], modelWidth);
        _v0 = Pixel(corners[1], modelHeight);
        _ux = (Pixel(corners[2], modelWidth) - _u0) / width;
        _vx = (Pixel(corners[3], modelHeight) - _v0) / width;
        _uy = (Pixel(corners[4], modelWidth) - _u0) / height;
        _vy = (Pixel(corners[5], modelHeight) - _v0) / height;
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>x and y of the three corners of a picture, in its pixels.</summary>
    public static PointsPart Corners(int height, int width) => new([0, 0, width, 0, 0, height], width, height);

    /// <summary>The class of each pixel of the picture: that of the model's pixel at its center, or of the nearest one where the model saw nothing.</summary>
    public int[] Enlarge(ReadOnlySpan<int> classes)
    {
        var enlarged = new int[Height * Width];
        for (int i = 0; i < enlarged.Length; i++)
        {
            (double u, double v) = Place(i % Width, i / Width);
            int column = (int)Math.Clamp(Math.Floor(u), 0, _modelWidth - 1);
            int row = (int)Math.Clamp(Math.Floor(v), 0, _modelHeight - 1);
            enlarged[i] = classes[(row * _modelWidth) + column];
        }

        return enlarged;
    }

    /// <summary>The place in the picture, in its pixels, of a point that is told as shares -1 to 1 of what the model saw.</summary>
    public (double X, double Y) PointOf(float shareX, float shareY)
    {
        double u = Pixel(shareX, _modelWidth) - _u0;
        double v = Pixel(shareY, _modelHeight) - _v0;
        double determinant = (_ux * _vy) - (_uy * _vx);
        return (((u * _vy) - (v * _uy)) / determinant, ((v * _ux) - (u * _vx)) / determinant);
    }

    /// <summary>The fraction of the picture's pixels whose centers the model saw.</summary>
    public double SeenShare()
    {
        long seen = 0;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (double u, double v) = Place(x, y);
                seen += u >= 0 && u < _modelWidth && v >= 0 && v < _modelHeight ? 1 : 0;
            }
        }

        return (double)seen / ((long)Height * Width);
    }

    /// <summary>The center of a pixel, in pixels of the model's answer.</summary>
    private (double U, double V) Place(int x, int y) => (_u0 + ((x + 0.5) * _ux) + ((y + 0.5) * _uy), _v0 + ((x + 0.5) * _vx) + ((y + 0.5) * _vy));

    private static double Pixel(float share, int size) => ((double)share + 1) / 2 * size;
}

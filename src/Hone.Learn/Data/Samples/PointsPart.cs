using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The points of a sample, in pixels of its image: (0, 0) is the top left corner of the top left pixel, x to the right, y down.</summary>
public sealed class PointsPart : SamplePart
{
    private int _width;
    private int _height;

    /// <summary>Joins points and the size of their image.</summary>
    /// <param name="points">x and y in turn, in pixels; the array is kept.</param>
    /// <param name="width">Width of the image in pixels.</param>
    /// <param name="height">Height of the image in pixels.</param>
    /// <exception cref="HoneDataException">The count is odd, or a coordinate is not finite.</exception>
    public PointsPart(float[] points, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (points.Length % 2 != 0)
        {
            throw new HoneDataException("Points are pairs of x and y.", Wording.Count(points.Length, "number"), "points", "check that each x has its y");
        }

        int bad = Array.FindIndex(points, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new HoneDataException("Coordinates of points are finite numbers.", $"{points[bad]} at position {bad}", "points", "repair the coordinate, or leave the item out");
        }

        Points = points;
        _width = width;
        _height = height;
    }

    /// <summary>x and y in turn, in pixels; they may lie outside of the image.</summary>
    public float[] Points { get; private set; }

    /// <inheritdoc/>
    public override int Width => _width;

    /// <inheritdoc/>
    public override int Height => _height;

    /// <summary>x' = (x - left) outputWidth / width, and the same for y.</summary>
    /// <inheritdoc/>
    public override void Cut(SampleWindow window)
    {
        float across = (float)window.OutputWidth / window.Width;
        float down = (float)window.OutputHeight / window.Height;
        var moved = new float[Points.Length];
        for (int i = 0; i < moved.Length; i += 2)
        {
            moved[i] = (Points[i] - window.Left) * across;
            moved[i + 1] = (Points[i + 1] - window.Top) * down;
        }

        Points = moved;
        _width = window.OutputWidth;
        _height = window.OutputHeight;
    }

    /// <inheritdoc/>
    public override void Turn(ImageOrientation orientation)
    {
        var moved = new float[Points.Length];
        for (int i = 0; i < moved.Length; i += 2)
        {
            float x = Points[i];
            float y = Points[i + 1];
            (moved[i], moved[i + 1]) = orientation switch
            {
                ImageOrientation.FlipHorizontal => (_width - x, y),
                ImageOrientation.Rotate180 => (_width - x, _height - y),
                ImageOrientation.FlipVertical => (x, _height - y),
                ImageOrientation.Transpose => (y, x),
                ImageOrientation.Rotate90 => (_height - y, x),
                ImageOrientation.Transverse => (_height - y, _width - x),
                ImageOrientation.Rotate270 => (y, _width - x),
                _ => (x, y),
            };
        }

        Points = moved;
        if (orientation >= ImageOrientation.Transpose)
        {
            (_width, _height) = (_height, _width);
        }
    }
}

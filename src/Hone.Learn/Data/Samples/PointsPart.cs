namespace Hone.Learn;

/// <summary>The points of a sample, in pixels of its image: (0, 0) is the top left corner of the top left pixel, x to the right, y down.</summary>
public sealed class PointsPart : SamplePart
{
    private readonly int _width;
    private readonly int _height;

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
            throw new HoneDataException("Points are pairs of x and y.", $"{points.Length} numbers", "points", "check that each x has its y");
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
    public float[] Points { get; }

    /// <inheritdoc/>
    public override int Width => _width;

    /// <inheritdoc/>
    public override int Height => _height;
}

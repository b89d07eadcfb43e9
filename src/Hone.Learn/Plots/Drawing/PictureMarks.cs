namespace Hone.Learn.Plots.Drawing;

/// <summary>Points and boxes over a picture. They are drawn as lines and circles, not as pixels, so that they are seen on small pictures too.</summary>
/// <param name="Points">x and y in turn, as shares -1 to 1 of the picture.</param>
/// <param name="Boxes">Left, top, right and bottom edge in turn, as shares -1 to 1 of the picture.</param>
/// <param name="Color">Their color; each has a dark edge around it, so that it is seen on any picture.</param>
internal sealed record PictureMarks(IReadOnlyList<float> Points, IReadOnlyList<float> Boxes, Rgb Color)
{
    private const double LineShare = 0.014;

    // A dot of few is larger than one of the 68 that go around a face.
    private const double DotShare = 0.028;
    private const double SmallDotShare = 0.016;
    private const int FewPoints = 20;

    /// <summary>Draws over a picture of this size whose corner is the origin.</summary>
    public void Render(SvgWriter svg, double width, double height)
    {
        double size = Math.Max(width, height);
        double line = LineShare * size;
        for (int i = 0; i + 3 < Boxes.Count; i += 4)
        {
            // Inside of the box, so that the edges of a box as large as its picture are seen.
            double left = Place(Boxes[i], width) + line;
            double top = Place(Boxes[i + 1], height) + line;
            double right = Math.Max(left, Place(Boxes[i + 2], width) - line);
            double bottom = Math.Max(top, Place(Boxes[i + 3], height) - line);
            svg.Outline(left, top, right - left, bottom - top, Rgb.Black, 2 * line);
            svg.Outline(left, top, right - left, bottom - top, Color, line);
        }

        double radius = size * (Points.Count <= 2 * FewPoints ? DotShare : SmallDotShare);
        for (int i = 0; i + 1 < Points.Count; i += 2)
        {
            svg.Dot(Place(Points[i], width), Place(Points[i + 1], height), radius, Color, radius / 3);
        }
    }

    private static double Place(float share, double size) => (share + 1) / 2 * size;
}

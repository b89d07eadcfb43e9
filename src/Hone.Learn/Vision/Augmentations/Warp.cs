using System.Globalization;

namespace Hone.Learn;

/// <summary>Looks at the picture from another place, with probability p: a change of perspective; fastai's <c>Warp</c>.</summary>
/// <remarks>
/// With u and v uniform in -magnitude..magnitude the corners come from (-1-u, -1-v), (1+u, -1+v), (1-u, 1-v) and (-1+u, 1+v): one side grows as the opposite one shrinks.
/// </remarks>
public sealed class Warp : CoordinateTransform
{
    private readonly float _magnitude;
    private readonly float _probability;

    /// <summary>Stores the numbers.</summary>
    /// <param name="magnitude">Largest shift of a corner as a share of half the picture, 0 to below 0.5; 0.2 as in fastai.</param>
    /// <param name="probability">Fraction of the items that are warped, 0 to 1; 0.5 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The magnitude is not in 0..0.5 or the probability not in 0..1.</exception>
    public Warp(float magnitude = 0.2f, float probability = 0.5f)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(magnitude);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(magnitude, 0.5f);
        CheckProbability(probability);
        _magnitude = magnitude;
        _probability = probability;
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Warp({_magnitude}, p {_probability})");

    /// <summary>The map that takes the corners of the square to their places.</summary>
    /// <remarks>Through the unit square, in closed form (Heckbert 1989).</remarks>
    internal static Homography Of(double u, double v)
    {
        // Corners in the order of the unit square's (0, 0), (1, 0), (1, 1), (0, 1).
        (double x0, double y0) = (-1 - u, -1 - v);
        (double x1, double y1) = (1 + u, -1 + v);
        (double x2, double y2) = (1 - u, 1 - v);
        (double x3, double y3) = (-1 + u, 1 + v);
        double sumX = x0 - x1 + x2 - x3;
        double sumY = y0 - y1 + y2 - y3;
        double rightX = x1 - x2;
        double rightY = y1 - y2;
        double leftX = x3 - x2;
        double leftY = y3 - y2;
        double determinant = (rightX * leftY) - (leftX * rightY);
        double g = ((sumX * leftY) - (leftX * sumY)) / determinant;
        double h = ((rightX * sumY) - (sumX * rightY)) / determinant;
        var fromUnitSquare = new Homography(
            x1 - x0 + (g * x1), x3 - x0 + (h * x3), x0,
            y1 - y0 + (g * y1), y3 - y0 + (h * y3), y0,
            g, h, 1);
        var toUnitSquare = new Homography(0.5, 0, 0.5, 0, 0.5, 0.5, 0, 0, 1);
        return fromUnitSquare * toUnitSquare;
    }

    internal override Homography Draw(PictureFrame frame, RandomStream random)
    {
        bool isChosen = random.NextSingle() < _probability;
        double u = Between(-_magnitude, _magnitude, random);
        double v = Between(-_magnitude, _magnitude, random);
        return isChosen ? Of(u, v) : Homography.Identity;
    }
}

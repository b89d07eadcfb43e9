using System.Globalization;

namespace Hone.Learn;

/// <summary>Turns around the center by a uniform angle with probability p; fastai's <c>Rotate</c>.</summary>
/// <remarks>The angle is one of pixels: pictures that are no squares are turned, where fastai shears them, because its angle is one of relative coordinates.</remarks>
public sealed class Rotate : CoordinateTransform
{
    private readonly float _maxDegrees;
    private readonly float _probability;

    /// <summary>Stores the numbers.</summary>
    /// <param name="maxDegrees">Largest angle in degrees, to both sides; 10 as in fastai.</param>
    /// <param name="probability">Fraction of the items that are turned, 0 to 1; 0.5 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is negative or the probability not in 0..1.</exception>
    public Rotate(float maxDegrees = 10, float probability = 0.5f)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDegrees);
        CheckProbability(probability);
        _maxDegrees = maxDegrees;
        _probability = probability;
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Rotate({_maxDegrees}, p {_probability})");

    internal override Homography Draw(PictureFrame frame, RandomStream random)
    {
        bool isChosen = random.NextSingle() < _probability;
        double angle = Between(-_maxDegrees, _maxDegrees, random) * Math.PI / 180;
        if (!isChosen)
        {
            return Homography.Identity;
        }

        (double sin, double cos) = Math.SinCos(angle);
        return new Homography(cos, sin / frame.Aspect, 0, -sin * frame.Aspect, cos, 0, 0, 0, 1);
    }
}

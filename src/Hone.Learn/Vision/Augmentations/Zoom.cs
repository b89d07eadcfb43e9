using System.Globalization;

namespace Hone.Learn;

/// <summary>Magnifies around a random center with probability p; fastai's <c>Zoom</c>.</summary>
/// <remarks>With s = 1 / u, u uniform between the zooms: x' = s x + (1 - s) (2 v - 1), v uniform in 0..1, and the same for y with a v of its own.</remarks>
public sealed class Zoom : CoordinateTransform
{
    private readonly float _min;
    private readonly float _max;
    private readonly float _probability;

    /// <summary>Stores the numbers.</summary>
    /// <param name="min">Smallest magnification, above 0; 1 as in fastai.</param>
    /// <param name="max">Largest magnification; 1.1 as in fastai.</param>
    /// <param name="probability">Fraction of the items that are magnified, 0 to 1; 0.5 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">A magnification is not above 0, the smallest exceeds the largest, or the probability is not in 0..1.</exception>
    public Zoom(float min = 1, float max = 1.1f, float probability = 0.5f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(min);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        CheckProbability(probability);
        _min = min;
        _max = max;
        _probability = probability;
    }

    /// <summary>Name and numbers.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Zoom({_min} to {_max}, p {_probability})");

    internal override Homography Draw(PictureFrame frame, RandomStream random)
    {
        bool isChosen = random.NextSingle() < _probability;
        double scale = 1 / Between(_min, _max, random);
        double across = (1 - scale) * Between(-1, 1, random);
        double down = (1 - scale) * Between(-1, 1, random);
        return isChosen ? new Homography(scale, 0, across, 0, scale, down, 0, 0, 1) : Homography.Identity;
    }
}

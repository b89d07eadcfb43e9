using System.Globalization;

namespace Hone.Learn;

/// <summary>Mirrors left to right with probability p: x' = -x; fastai's <c>Flip</c>.</summary>
public sealed class Flip : CoordinateTransform
{
    private readonly float _probability;

    /// <summary>Stores the probability.</summary>
    /// <param name="probability">Fraction of the items that are mirrored, 0 to 1; 0.5 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in 0..1.</exception>
    public Flip(float probability = 0.5f)
    {
        CheckProbability(probability);
        _probability = probability;
    }

    /// <summary>Name and probability.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Flip(p {_probability})");

    internal override Homography Draw(PictureFrame frame, RandomStream random) =>
        random.NextSingle() < _probability ? Homography.Scale(-1, 1) : Homography.Identity;
}

using System.Globalization;

namespace Hone.Learn;

/// <summary>One of the eight symmetries of a square with probability p; fastai's <c>Dihedral</c>. For pictures without up and down.</summary>
public sealed class Dihedral : CoordinateTransform
{
    private readonly float _probability;

    /// <summary>Stores the probability.</summary>
    /// <param name="probability">Fraction of the items that get a symmetry, drawn from all eight, 0 to 1; 0.5 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in 0..1.</exception>
    public Dihedral(float probability = 0.5f)
    {
        CheckProbability(probability);
        _probability = probability;
    }

    /// <summary>Name and probability.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Dihedral(p {_probability})");

    /// <summary>Bit 0 mirrors x, bit 1 mirrors y, bit 2 exchanges them.</summary>
    internal override Homography Draw(PictureFrame frame, RandomStream random)
    {
        bool isChosen = random.NextSingle() < _probability;
        int symmetry = random.NextInt(8);
        if (!isChosen)
        {
            return Homography.Identity;
        }

        double x = (symmetry & 1) == 0 ? 1 : -1;
        double y = (symmetry & 2) == 0 ? 1 : -1;
        return (symmetry & 4) == 0 ? Homography.Scale(x, y) : new Homography(0, x, 0, y, 0, 0, 0, 0, 1);
    }
}

using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>
/// Turns or mirrors a training sample by one of the eight symmetries of a square with probability p; fastai's <c>DihedralItem</c>. Exact: no interpolation.
/// For pictures without up and down, such as those of a microscope or a satellite; samples should be square.
/// </summary>
public sealed class DihedralItem : ItemTransform
{
    private readonly float _probability;

    /// <summary>Stores the probability.</summary>
    /// <param name="probability">Fraction of the samples that get a symmetry, drawn from all eight, 0 to 1; 1 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in 0..1.</exception>
    public DihedralItem(float probability = 1f)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        _probability = probability;
    }

    /// <summary>2: after the resize, when there are fewer pixels.</summary>
    public override int Order => 2;

    /// <inheritdoc/>
    public override bool MovesPixels => true;

    /// <inheritdoc/>
    public override bool TrainOnly => true;

    /// <inheritdoc/>
    public override void Apply(Sample sample, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(random);
        if (sample.IsTraining && random.NextSingle() < _probability)
        {
            sample.Turn((ImageOrientation)(1 + random.NextInt(8)));
        }
    }

    /// <summary>Name and probability.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"DihedralItem(p {_probability})");
}

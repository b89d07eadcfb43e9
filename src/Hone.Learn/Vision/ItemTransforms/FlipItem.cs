using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Mirrors a training sample left to right with probability p; fastai's <c>FlipItem</c>. Exact: no interpolation.</summary>
public sealed class FlipItem : ItemTransform
{
    private readonly float _probability;

    /// <summary>Stores the probability.</summary>
    /// <param name="probability">Fraction of the samples that are mirrored, 0 to 1; 0.5 as in fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in 0..1.</exception>
    public FlipItem(float probability = 0.5f)
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
            sample.Turn(ImageOrientation.FlipHorizontal);
        }
    }

    /// <summary>Name and probability.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"FlipItem(p {_probability})");
}

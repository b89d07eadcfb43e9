using System.Globalization;

namespace Hone.Learn;

/// <summary>Random fractions for training and validation; the other items are left out, to try things on a part of the data. fastai's <c>RandomSubsetSplitter</c>.</summary>
public sealed class RandomSubsetSplitter : Splitter
{
    private readonly double _train;
    private readonly double _valid;
    private readonly long _seed;

    /// <summary>Stores the options.</summary>
    /// <param name="trainFraction">Fraction for training, above 0 and below 1.</param>
    /// <param name="validFraction">Fraction for validation, above 0 and below 1.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="HoneException">A fraction is not in 0..1, or their sum exceeds 1.</exception>
    public RandomSubsetSplitter(double trainFraction, double validFraction, long seed = 42)
    {
        bool isUsable = trainFraction is > 0 and < 1 && validFraction is > 0 and < 1 && trainFraction + validFraction <= 1;
        if (!isUsable)
        {
            throw new HoneException(
                "Fractions above 0 and below 1 with a sum of at most 1.",
                string.Create(CultureInfo.InvariantCulture, $"train {trainFraction}, valid {validFraction}"),
                nameof(RandomSubsetSplitter),
                "use smaller fractions");
        }

        _train = trainFraction;
        _valid = validFraction;
        _seed = seed;
    }

    /// <inheritdoc/>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        int[] order = new RandomStream(_seed, "split").Permutation(ids.Count);
        int train = (int)(_train * ids.Count);
        int valid = (int)(_valid * ids.Count);
        return new DataSplit(order[..train], order[train..(train + valid)], []);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"RandomSubsetSplitter(train {_train}, valid {_valid}, seed {_seed})");
}

namespace Hone.Learn;

/// <summary>A random fraction of the items is for validation; fastai's <c>RandomSplitter</c>.</summary>
/// <remarks>Right for independent items only: copies, frames of one film or days of one series leak across it.</remarks>
public sealed class RandomSplitter : Splitter
{
    private readonly double _validFraction;
    private readonly long _seed;

    /// <summary>Stores the options.</summary>
    /// <param name="validFraction">Fraction for validation, 0 to 1; 0.2 as in fastai.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in 0..1.</exception>
    public RandomSplitter(double validFraction = 0.2, long seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validFraction, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFraction, 1);
        _validFraction = validFraction;
        _seed = seed;
    }

    /// <inheritdoc/>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        int[] order = new RandomStream(_seed, "split").Permutation(ids.Count);
        int cut = (int)(_validFraction * ids.Count);
        return new DataSplit(order[cut..], order[..cut], []);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RandomSplitter(valid {_validFraction}, seed {_seed})";
}

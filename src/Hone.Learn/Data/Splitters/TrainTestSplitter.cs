using System.Globalization;

namespace Hone.Learn;

/// <summary>A random fraction for validation, on request with the same shares of all classes; fastai's <c>TrainTestSplitter</c>.</summary>
/// <remarks>
/// ceil(fraction n) items are for validation, as in scikit-learn. Stratified, each class gives its exact share rounded down, and the classes with the largest remainders
/// give one more. For frozen splits with groups, folds and checks see <c>Hone.Method</c>.
/// </remarks>
public sealed class TrainTestSplitter : Splitter
{
    private readonly double _testSize;
    private readonly IReadOnlyList<string>? _stratify;
    private readonly long _seed;

    /// <summary>Stores the options.</summary>
    /// <param name="testSize">Fraction for validation, above 0 and below 1; 0.2 as in fastai.</param>
    /// <param name="stratify">The class of each item, in their order; null for none.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not above 0 and below 1.</exception>
    public TrainTestSplitter(double testSize = 0.2, IReadOnlyList<string>? stratify = null, long seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(testSize, 1);
        _testSize = testSize;
        _stratify = stratify;
        _seed = seed;
    }

    /// <inheritdoc/>
    /// <exception cref="HoneDataException">There is not one class for each item, or a class has a single item.</exception>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        int[] order = new RandomStream(_seed, "split").Permutation(ids.Count);
        int count = (int)Math.Ceiling(_testSize * ids.Count);
        if (_stratify is null)
        {
            return new DataSplit(order[count..], order[..count], []);
        }

        if (_stratify.Count != ids.Count)
        {
            throw new HoneDataException($"A class for each of {ids.Count} items.", $"{_stratify.Count} classes", nameof(TrainTestSplitter), "take classes and items from the same list");
        }

        IGrouping<string, int>[] classes = [.. order.GroupBy(i => _stratify[i]).OrderBy(group => group.Key, StringComparer.Ordinal)];
        if (Array.Find(classes, group => group.Count() == 1) is { } single)
        {
            throw new HoneDataException("Each class has two items or more, one for each part.", $"1 of class \"{single.Key}\", item {ids[single.First()]}", nameof(TrainTestSplitter), "collect more, or leave the class out");
        }

        int[] shares = Shares([.. classes.Select(group => group.Count())], count, ids.Count);
        int[] valid = [.. classes.SelectMany((group, c) => group.Take(shares[c]))];
        int[] train = [.. classes.SelectMany((group, c) => group.Skip(shares[c]))];
        return new DataSplit(train, valid, []);
    }

    /// <summary>Name and options.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"TrainTestSplitter(valid {_testSize}, {(_stratify is null ? "not stratified" : "stratified")}, seed {_seed})");

    private static int[] Shares(int[] counts, int wanted, int total)
    {
        double[] exact = [.. counts.Select(count => (double)count * wanted / total)];
        int[] shares = [.. exact.Select(share => (int)share)];
        int missing = wanted - shares.Sum();
        foreach (int c in Enumerable.Range(0, counts.Length).OrderByDescending(c => exact[c] - shares[c]).ThenBy(c => c).Take(missing))
        {
            shares[c]++;
        }

        return shares;
    }
}

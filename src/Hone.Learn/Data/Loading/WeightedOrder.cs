using System.Globalization;

namespace Hone.Learn;

/// <summary>Draws items with replacement, each with a probability in proportion to its weight.</summary>
internal sealed class WeightedOrder
{
    private readonly double[] _sums;

    public WeightedOrder(IReadOnlyList<double> weights, Dataset dataset)
    {
        if (weights.Count != dataset.Ids.Count)
        {
            throw new HoneDataException($"A weight for each of {dataset.Ids.Count} items.", $"{weights.Count} weights", nameof(DataLoaderOptions.Weights), "give weights by position in the list of all items");
        }

        _sums = new double[dataset.Count];
        double sum = 0;
        for (int i = 0; i < _sums.Length; i++)
        {
            double weight = weights[dataset.Indices[i]];
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new HoneDataException("Weights are finite numbers of at least 0.", weight.ToString(CultureInfo.InvariantCulture), $"item {dataset.IdAt(i)}", "repair the weight");
            }

            sum += weight;
            _sums[i] = sum;
        }

        if (sum == 0)
        {
            throw new HoneDataException("One weight of the training part is above 0.", $"{_sums.Length} weights of 0", nameof(DataLoaderOptions.Weights), "give weights by position in the list of all items");
        }
    }

    /// <summary>As many positions in the dataset as it has items.</summary>
    public int[] Draw(RandomStream random)
    {
        var order = new int[_sums.Length];
        for (int i = 0; i < order.Length; i++)
        {
            // The first sum above the draw: an item without weight adds nothing to the sum before it, and is never the first.
            double place = random.NextDouble() * _sums[^1];
            int low = 0;
            int high = _sums.Length - 1;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = _sums[middle] > place ? (low, middle) : (middle + 1, high);
            }

            order[i] = low;
        }

        return order;
    }
}

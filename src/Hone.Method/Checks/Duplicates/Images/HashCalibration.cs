namespace Hone.Method;

/// <summary>
/// How many differing bits still mean a candidate: the largest radius at which at most 1 in 100,000 random pairs of training images of different classes
/// are candidates by chance. A pair that shows the same thing (its thumbnails correlate by 0.99) is a find, not chance.
/// </summary>
/// <param name="Bits">Bits of each hash: 64 or 256.</param>
/// <param name="Radius">The largest distance of a candidate; 0 asks for equal hashes.</param>
/// <param name="HitRate">Random pairs within the radius, as a fraction.</param>
/// <param name="ExactRate">Random pairs with equal hashes, as a fraction.</param>
/// <param name="Pairs">How many random pairs were looked at.</param>
/// <param name="Correlation">The correlation of thumbnails from which on a candidate counts: 0.95, or more where 1 in 100,000 random pairs have more.</param>
public sealed record HashCalibration(int Bits, int Radius, double HitRate, double ExactRate, int Pairs, double Correlation)
{
    private const int SampledPairs = 100_000;
    private const double MostHits = 1e-5;
    private const double MostExactHits = 1e-3;
    private const int LargestRadius = 8;
    private const double LeastCorrelation = 0.95;
    private const double Same = 0.99;

    /// <summary>Whether equal hashes say that images are alike; where even they come up in more than 1 of 1,000 random pairs, they do not.</summary>
    public bool IsInformative => ExactRate <= MostExactHits;

    internal static HashCalibration Of(IReadOnlyList<ulong[]> hashes, int bits, int[] items, int[]? labels, Func<int, int, double> correlation, ulong seed)
    {
        // The radius is a share of the bits: at most 8 of 64, 32 of 256.
        int largest = LargestRadius * bits / 64;
        var counts = new int[largest + 1];
        var random = new CounterRandom(seed ^ (ulong)bits);
        int pairs = 0;
        var correlations = new List<double>();
        for (ulong draw = 0; draw < SampledPairs * 4 && pairs < SampledPairs; draw++)
        {
            int first = items[random.Below(items.Length, 2 * draw)];
            int second = items[random.Below(items.Length, (2 * draw) + 1)];
            if (first == second || (labels is not null && labels[first] == labels[second]))
            {
                continue;
            }

            double similarity = correlation(first, second);
            if (similarity >= Same)
            {
                continue;
            }

            pairs++;
            if (similarity > LeastCorrelation)
            {
                correlations.Add(similarity);
            }

            int distance = PerceptualHash.Distance(hashes[first], hashes[second]);
            if (distance <= largest)
            {
                counts[distance]++;
            }
        }

        int radius = 0;
        int hits = counts[0];
        for (int within = counts[0], r = 1; r <= largest; r++)
        {
            within += counts[r];
            if (within <= MostHits * pairs)
            {
                radius = r;
                hits = within;
            }
        }

        // As many random pairs may exceed the limit of the correlation as may be within the radius.
        int allowed = (int)(MostHits * pairs);
        double[] largestFirst = [.. correlations.OrderDescending()];
        double limit = largestFirst.Length > allowed ? Math.Max(LeastCorrelation, largestFirst[allowed]) : LeastCorrelation;
        double n = Math.Max(pairs, 1);
        return new HashCalibration(bits, radius, hits / n, counts[0] / n, pairs, limit);
    }
}

namespace Hone.Method;

/// <summary>
/// Signatures of sets: 128 minima under random permutations. Two sets agree in each minimum with the probability of their Jaccard similarity; 32 bands of 4 make
/// two sets candidates with probability 1 - (1 - s⁴)³², half of them at s = 0.38 and nearly all at 0.6.
/// </summary>
/// <remarks>Source: Broder, "On the resemblance and containment of documents", 1997.</remarks>
internal static class MinHash
{
    public const int Permutations = 128;
    public const int Bands = 32;
    public const int RowsOfBand = Permutations / Bands;

    private static readonly ulong[] Keys = Enumerable.Range(0, Permutations).Select(i => CounterRandom.Mix((ulong)i) | 1).ToArray();

    /// <summary>The minima of a set that is not empty.</summary>
    public static uint[] Of(ReadOnlySpan<ulong> set)
    {
        var minima = new uint[Permutations];
        Array.Fill(minima, uint.MaxValue);
        foreach (ulong element in set)
        {
            for (int i = 0; i < Permutations; i++)
            {
                // Multiplication by an odd number permutes the numbers of 64 bits; the upper half is the well mixed one.
                uint value = (uint)((element * Keys[i]) >> 32);
                minima[i] = Math.Min(minima[i], value);
            }
        }

        return minima;
    }

    /// <summary>The hash of each band of a signature.</summary>
    public static ulong[] BandsOf(ReadOnlySpan<uint> minima)
    {
        var bands = new ulong[Bands];
        for (int band = 0; band < Bands; band++)
        {
            ulong hash = (ulong)band;
            foreach (uint minimum in minima.Slice(band * RowsOfBand, RowsOfBand))
            {
                hash = CounterRandom.Mix(hash ^ minimum);
            }

            bands[band] = hash;
        }

        return bands;
    }
}

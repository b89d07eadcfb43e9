namespace Hone.Method;

/// <summary>Where to cut times into an earlier and a later part. Equal times are never torn apart.</summary>
internal static class TimeCut
{
    /// <summary>The moment from which on about <paramref name="wanted"/> of the times lie: never all of them and never none.</summary>
    /// <param name="sorted">Ascending times, of which at least two are different.</param>
    /// <param name="wanted">How many items the later part should have.</param>
    public static DateTime Latest(IReadOnlyList<DateTime> sorted, double wanted)
    {
        // Candidates are the ranks where a new time begins; the one whose later part is nearest to the wanted size is taken.
        DateTime best = default;
        double least = double.PositiveInfinity;
        for (int rank = 1; rank < sorted.Count; rank++)
        {
            double miss = Math.Abs(sorted.Count - rank - wanted);
            if (sorted[rank] != sorted[rank - 1] && miss < least)
            {
                best = sorted[rank];
                least = miss;
            }
        }

        return best;
    }

    /// <summary>Beginnings of <paramref name="blocks"/> blocks of about as many items each, the first block left out; strictly ascending.</summary>
    /// <param name="sorted">Ascending times, with at least <paramref name="blocks"/> different ones.</param>
    /// <param name="blocks">How many blocks.</param>
    public static DateTime[] Blocks(IReadOnlyList<DateTime> sorted, int blocks)
    {
        // 1. The different times with the rank at which each begins.
        var moments = new List<DateTime>();
        var ranks = new List<int>();
        for (int rank = 0; rank < sorted.Count; rank++)
        {
            if (rank == 0 || sorted[rank] != sorted[rank - 1])
            {
                moments.Add(sorted[rank]);
                ranks.Add(rank);
            }
        }

        // 2. Each edge is the moment nearest to its rank that leaves a moment for every other edge.
        var edges = new DateTime[blocks - 1];
        int previous = 0;
        for (int block = 1; block < blocks; block++)
        {
            double wanted = (double)block * sorted.Count / blocks;
            int last = moments.Count - (blocks - block);
            int nearest = Enumerable.Range(previous + 1, last - previous).MinBy(moment => Math.Abs(ranks[moment] - wanted));
            edges[block - 1] = moments[nearest];
            previous = nearest;
        }

        return edges;
    }
}

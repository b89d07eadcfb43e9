namespace Hone.Learn;

/// <summary>A random order whose batches hold samples of similar length, so that little has to be filled up; fastai's <c>SortedDL</c>.</summary>
internal static class LengthOrder
{
    /// <summary>Batches in a stretch that is sorted.</summary>
    private const int Stretch = 50;

    /// <summary>Sorts stretches of a permutation, longest first, then shuffles the batches; the one with the longest sample comes first, the last one, which may not be full, stays last.</summary>
    /// <param name="permutation">Positions in random order; changed.</param>
    /// <param name="lengths">Length of the sample at a position.</param>
    /// <param name="batchSize">Samples in a batch.</param>
    /// <param name="stream">Where the order of the batches comes from.</param>
    public static int[] Of(int[] permutation, Func<int, int> lengths, int batchSize, RandomStream stream)
    {
        if (permutation.Length == 0)
        {
            return permutation;
        }

        // 1. The longest sample leads, so that it is in the first batch.
        int longest = 0;
        for (int i = 1; i < permutation.Length; i++)
        {
            longest = lengths(permutation[i]) > lengths(permutation[longest]) ? i : longest;
        }

        (permutation[0], permutation[longest]) = (permutation[longest], permutation[0]);

        // 2. Stretches sorted by length; equal lengths stay in random order.
        int[] sorted = [.. permutation.Chunk(Stretch * batchSize).SelectMany(stretch => stretch.OrderByDescending(lengths))];

        // 3. All batches but the first and the last in random order.
        int[][] batches = [.. sorted.Chunk(batchSize)];
        if (batches.Length <= 3)
        {
            return sorted;
        }

        int[] middle = stream.Split(1).Permutation(batches.Length - 2);
        return [.. batches[0], .. middle.SelectMany(i => batches[i + 1]), .. batches[^1]];
    }
}

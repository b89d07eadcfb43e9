using System.Numerics.Tensors;

namespace Hone.Method;

/// <summary>The rows of a table of numbers that are nearest to each row of another one.</summary>
internal static class NearestRows
{
    /// <summary>Finds them by Euclidean distance; on equal distance the earlier one is nearer.</summary>
    /// <param name="train">The rows to find, <c>[train, length]</c>.</param>
    /// <param name="queries">The rows that ask, <c>[queries, length]</c>.</param>
    /// <param name="length">How many numbers a row has.</param>
    /// <param name="k">How many are wanted; no more than there are.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>For each asking row the positions of the nearest, the nearest first.</returns>
    public static int[][] Of(float[] train, float[] queries, int length, int k, CancellationToken cancellationToken)
    {
        int count = train.Length / length;
        int wanted = Math.Min(k, count);
        var found = new int[queries.Length / length][];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = EngineOptions.ThreadCount }, item =>
        {
            var nearest = new (float Distance, int Item)[wanted];
            Array.Fill(nearest, (float.PositiveInfinity, int.MaxValue));
            ReadOnlySpan<float> row = queries.AsSpan(item * length, length);
            for (int other = 0; other < count; other++)
            {
                float distance = TensorPrimitives.Distance(row, train.AsSpan(other * length, length));
                int at = wanted - 1;
                if (distance >= nearest[at].Distance)
                {
                    continue;
                }

                while (at > 0 && nearest[at - 1].Distance > distance)
                {
                    nearest[at] = nearest[at - 1];
                    at--;
                }

                nearest[at] = (distance, other);
            }

            found[item] = Array.ConvertAll(nearest, each => each.Item);
        });
        return found;
    }
}

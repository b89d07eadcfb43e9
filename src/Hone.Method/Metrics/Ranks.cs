namespace Hone.Method;

/// <summary>Ranks from 1 upwards; equal values share the mean of their ranks.</summary>
internal static class Ranks
{
    public static double[] Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values];
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        int start = 0;
        while (start < order.Length)
        {
            int end = start + 1;
            while (end < order.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end + 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}

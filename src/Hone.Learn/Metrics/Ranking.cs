namespace Hone.Learn;

/// <summary>Numbers that follow from the order of values.</summary>
public static class Ranking
{
    /// <summary>Ranks from 1, the smallest value first; equal values share the mean of theirs, as in Spearman's correlation.</summary>
    /// <param name="values">The values, without NaN.</param>
    /// <returns>The rank of each value, in the order of the values.</returns>
    public static double[] Ranks(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] order = Order(values);
        var ranks = new double[order.Length];
        for (int start = 0; start < order.Length;)
        {
            int end = EndOfEqual(values, order, start);
            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }

    /// <summary>The chance that a positive item has a higher score than a negative one, equals counting half; NaN without one of both.</summary>
    internal static double RocAuc(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive)
    {
        double[] ranks = Ranks(scores);
        double sum = 0;
        long positives = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            sum += isPositive[i] ? ranks[i] : 0;
            positives += isPositive[i] ? 1 : 0;
        }

        double negatives = ranks.Length - positives;
        return (sum - (positives * (positives + 1) / 2.0)) / (positives * negatives);
    }

    /// <summary>Sum over thresholds, highest first, of (recall - recall before) precision; NaN without positives.</summary>
    internal static double AveragePrecision(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive)
    {
        int[] order = Order(scores);
        Array.Reverse(order);
        double sum = 0;
        long found = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = EndOfEqual(scores, order, start);
            long before = found;
            for (int i = start; i < end; i++)
            {
                found += isPositive[order[i]] ? 1 : 0;
            }

            sum += (found - before) * ((double)found / end);
            start = end;
        }

        return sum / found;
    }

    private static int[] Order(IReadOnlyList<double> values)
    {
        double[] keys = [.. values];
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        return order;
    }

    private static int EndOfEqual(IReadOnlyList<double> values, int[] order, int start)
    {
        int end = start + 1;
        while (end < order.Length && values[order[end]] == values[order[start]])
        {
            end++;
        }

        return end;
    }
}

namespace Hone.Method;

/// <summary>A shallow tree on the loss of each item, over one or two columns. Its leaves are the candidates for weak segments.</summary>
internal sealed class SegmentTree(double[] losses, int leastItems)
{
    private const int Depth = 3;

    /// <summary>The ways to the leaves that are worse than all items together, and how much of the spread of the loss the tree explains.</summary>
    /// <param name="columns">One or two columns.</param>
    /// <param name="items">The items to grow on.</param>
    public (IReadOnlyList<SegmentLeaf> Leaves, double Explained) Grow(IReadOnlyList<SegmentColumn> columns, int[] items)
    {
        var leaves = new List<SegmentLeaf>();
        double explained = Grow(columns, items, [], Depth, leaves);
        double mean = items.Average(item => losses[item]);
        return ([.. leaves.Where(leaf => leaf.Conditions.Count > 0 && leaf.Items.Average(item => losses[item]) > mean)], explained);
    }

    private double Grow(IReadOnlyList<SegmentColumn> columns, int[] items, IReadOnlyList<SegmentCondition> path, int depth, List<SegmentLeaf> leaves)
    {
        (SegmentColumn Column, double Threshold, double Gain)? best = depth == 0 ? null : BestCut(columns, items);
        if (best is not { } cut)
        {
            leaves.Add(new SegmentLeaf(path, items));
            return 0;
        }

        int[] left = [.. items.Where(item => cut.Column.GoesLeft(item, cut.Threshold))];
        int[] right = [.. items.Where(item => !cut.Column.GoesLeft(item, cut.Threshold))];
        return cut.Gain
            + Grow(columns, left, [.. path, new SegmentCondition(cut.Column, cut.Threshold, true)], depth - 1, leaves)
            + Grow(columns, right, [.. path, new SegmentCondition(cut.Column, cut.Threshold, false)], depth - 1, leaves);
    }

    /// <summary>The cut that takes most of the squared deviations away: n_l n_r / n (mean_l - mean_r)².</summary>
    private (SegmentColumn Column, double Threshold, double Gain)? BestCut(IReadOnlyList<SegmentColumn> columns, int[] items)
    {
        (SegmentColumn, double, double)? best = null;
        double bestGain = 0;
        double total = items.Sum(item => losses[item]);
        foreach (SegmentColumn column in columns)
        {
            foreach (double threshold in column.Thresholds)
            {
                int count = 0;
                double sum = 0;
                foreach (int item in items)
                {
                    if (column.GoesLeft(item, threshold))
                    {
                        count++;
                        sum += losses[item];
                    }
                }

                int others = items.Length - count;
                if (count < leastItems || others < leastItems)
                {
                    continue;
                }

                double difference = (sum / count) - ((total - sum) / others);
                double gain = (double)count * others / items.Length * difference * difference;
                if (gain > bestGain)
                {
                    bestGain = gain;
                    best = (column, threshold, gain);
                }
            }
        }

        return best;
    }
}

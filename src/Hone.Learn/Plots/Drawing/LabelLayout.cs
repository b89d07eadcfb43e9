namespace Hone.Learn.Plots.Drawing;

/// <summary>Moves labels apart that want the same height.</summary>
internal static class LabelLayout
{
    /// <summary>
    /// Heights as near to the wanted ones as a fixed spacing allows, in the same order, inside [top, bottom].
    /// When all labels together need more room than there is, the spacing shrinks evenly.
    /// </summary>
    public static double[] Spread(IReadOnlyList<double> wanted, double spacing, double top, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        double step = wanted.Count < 2 ? 0 : Math.Min(spacing, (bottom - top) / (wanted.Count - 1));
        double[] placed = new double[wanted.Count];

        // 1. Downward: none above the one before it.
        double lowest = top;
        foreach (int i in order)
        {
            placed[i] = Math.Max(wanted[i], lowest);
            lowest = placed[i] + step;
        }

        // 2. Upward from the bottom: give back what was pushed out.
        double highest = bottom;
        foreach (int i in order.Reverse())
        {
            placed[i] = Math.Min(placed[i], highest);
            highest = placed[i] - step;
        }

        return placed;
    }
}

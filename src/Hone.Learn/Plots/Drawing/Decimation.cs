namespace Hone.Learn.Plots.Drawing;

/// <summary>Thins out a line to what a screen can show, without losing a peak.</summary>
internal static class Decimation
{
    /// <summary>
    /// Keeps of each run of points in one pixel column the first, the lowest, the highest and the last, in their order.
    /// A gap (NaN) stays a gap where it separates two columns.
    /// </summary>
    /// <param name="points">Positions in pixels, ascending in X outside gaps.</param>
    /// <param name="columnWidth">The width of a column in pixels.</param>
    public static List<PixelPoint> PerColumn(IReadOnlyList<PixelPoint> points, double columnWidth)
    {
        List<PixelPoint> kept = [];
        List<PixelPoint> column = [];
        double current = double.NaN;
        bool gapIsOpen = false;
        foreach (PixelPoint point in points)
        {
            if (point.IsGap)
            {
                gapIsOpen = true;
                continue;
            }

            double index = Math.Floor(point.X / columnWidth);
            if (index != current)
            {
                Flush(column, kept);
                if (gapIsOpen && kept.Count > 0)
                {
                    kept.Add(PixelPoint.Gap);
                }
            }

            current = index;
            gapIsOpen = false;
            column.Add(point);
        }

        Flush(column, kept);
        return kept;
    }

    private static void Flush(List<PixelPoint> column, List<PixelPoint> kept)
    {
        if (column.Count <= 4)
        {
            kept.AddRange(column);
            column.Clear();
            return;
        }

        int lowest = 0;
        int highest = 0;
        for (int i = 1; i < column.Count; i++)
        {
            lowest = column[i].Y < column[lowest].Y ? i : lowest;
            highest = column[i].Y > column[highest].Y ? i : highest;
        }

        int previous = -1;
        foreach (int index in (int[])[0, Math.Min(lowest, highest), Math.Max(lowest, highest), column.Count - 1])
        {
            if (index != previous)
            {
                kept.Add(column[index]);
            }

            previous = index;
        }

        column.Clear();
    }
}

using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>
/// Counts of values in bins of equal width: losses, gradients, confidences. Bin edges are round numbers. Values that are NaN or infinite are
/// left out and their number is written under the chart.
/// </summary>
public sealed record Histogram : Chart
{
    private const int MostBins = 400;

    private readonly int _bins = 30;

    /// <summary>values: [n], in any order. Default: none.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>The number of bins to aim at, 1 to 400; round edges may give up to twice fewer or one more. Default: 30.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside 1 to 400.</exception>
    public int Bins
    {
        get => _bins;
        init
        {
            if (value is < 1 or > MostBins)
            {
                throw new ArgumentOutOfRangeException(nameof(Bins), $"Expected 1 to {MostBins} bins; got {value}. Try the default, 30.");
            }

            _bins = value;
        }
    }

    /// <summary>What the values are, with their unit. Default: empty.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>Vertical rules: the mean, a threshold. Default: none.</summary>
    public IReadOnlyList<AxisMarker> Markers { get; init; } = [];

    /// <summary>Height in pixels of the part below the heading. Default: 220.</summary>
    public int PlotHeight { get; init; } = 220;

    private protected override double RenderContent(SvgWriter svg, double top)
    {
        double[] finite = [.. Values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return RenderNoData(svg, top);
        }

        // 1. Bins.
        (double min, double max) = LinearTicks.WidenIfFlat(finite.Min(), finite.Max());
        LinearTicks edges = LinearTicks.Between(min, max, Bins, wholeNumbers: false);
        (double low, double high) = edges.Extend(min, max);
        int count = Math.Max(1, (int)Math.Round((high / edges.Step) - (low / edges.Step)));
        int[] counts = new int[count];
        foreach (double value in finite)
        {
            double fraction = ((value * 0.25) - (low * 0.25)) / ((high * 0.25) - (low * 0.25));
            counts[Math.Clamp((int)(fraction * count), 0, count - 1)]++;
        }

        // 2. Axes.
        int left = Values.Count - finite.Length;
        double areaBottom = Math.Max(top + PlotHeight - (XLabel.Length > 0 ? 42 : 24), top + 60);
        AxisOptions yOptions = new()
        {
            TickCount = 4,
            ExtendMaxToTick = true,
            WholeNumbers = true,
        };
        Axis y = Axis.Create(yOptions, 0, counts.Max());
        PlotArea area = new(Math.Max(AxisRenderer.LabelWidth(y) + 13, 26), top + 26, Width - 14, areaBottom);
        AxisOptions xOptions = new()
        {
            TickCount = Math.Clamp((int)(area.Width / 75), 2, 12),
        };
        Axis x = Axis.Create(xOptions, low, high);
        AxisRenderer.RenderY(svg, y, area, "count");
        AxisRenderer.RenderX(svg, x, area, XLabel);

        // 3. Bars, with a hair of paper between them.
        double width = area.Width / count;
        for (int i = 0; i < count; i++)
        {
            if (counts[i] > 0)
            {
                double barTop = y.Map(counts[i], area.Bottom, area.Top);
                string range = $"{NumberText.Short(low + (i * edges.Step))} to {NumberText.Short(low + ((i + 1) * edges.Step))}: {NumberText.Count(counts[i])}";
                double gap = width > 4 ? 1 : 0;
                svg.Rect(area.Left + (i * width) + (gap / 2), barTop, width - gap, area.Bottom - barTop, "bar f0", 1, range);
            }
        }

        foreach (AxisMarker marker in Markers.Where(marker => marker.Value >= x.Min && marker.Value <= x.Max))
        {
            double position = AxisRenderer.Crisp(x.Map(marker.Value, area.Left, area.Right));
            svg.Line(position, area.Top, position, area.Bottom, "rule");
            bool isRight = position > area.Left + (area.Width * 0.7);
            svg.Text(position + (isRight ? -6 : 6), area.Top + 11, marker.Label, "small strong halo marker", isRight ? TextAnchor.End : TextAnchor.Start);
        }

        if (left == 0)
        {
            return top + PlotHeight;
        }

        svg.Text(4, top + PlotHeight + 12, $"{NumberText.Count(left)} of {NumberText.Count(Values.Count)} values are not finite and not shown", "small f1 note");
        return top + PlotHeight + 20;
    }

    private protected override string Describe()
    {
        double[] finite = [.. Values.Where(double.IsFinite)];
        return finite.Length == 0
            ? "Histogram, no data."
            : $"Histogram of {NumberText.Count(finite.Length)} values of {(XLabel.Length > 0 ? XLabel : "a quantity")} "
                + $"from {NumberText.Short(finite.Min())} to {NumberText.Short(finite.Max())}, mean {NumberText.Short(finite.Average())}.";
    }
}

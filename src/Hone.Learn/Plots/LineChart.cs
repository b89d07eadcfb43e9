using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>
/// Lines over a common X: training curves, a metric per epoch, schedules, the learning-rate finder (with <see cref="XScale"/> logarithmic).
/// Each line is named at its end instead of in a legend. More than 4,000 points are thinned to the extremes of each pixel column,
/// so that a million steps stay a small file and no spike is lost.
/// </summary>
/// <example>
/// <code>
/// LineChart chart = new()
/// {
///     Title = "Loss",
///     XLabel = "epoch",
///     Series = [new("train", trainLosses), new("valid", validLosses)],
/// };
/// File.WriteAllText("loss.svg", chart.ToSvg());
/// </code>
/// </example>
public sealed record LineChart : Chart
{
    /// <summary>The lines, drawn in order. Default: none.</summary>
    public IReadOnlyList<LineSeries> Series { get; init; } = [];

    /// <summary>What X is, with its unit. Default: empty.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>What Y is, with its unit. Default: empty.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>The scale of X. Default: linear; the learning-rate finder wants logarithmic.</summary>
    public AxisScale XScale { get; init; } = AxisScale.Linear;

    /// <summary>The scale of Y. Default: linear.</summary>
    public AxisScale YScale { get; init; } = AxisScale.Linear;

    /// <summary>How Y is written. Default: <see cref="ValueFormat.Number"/>.</summary>
    public ValueFormat YFormat { get; init; } = ValueFormat.Number;

    /// <summary>The lower end of Y. Default: null, the lowest value. What lies below is cut off.</summary>
    public double? YMin { get; init; }

    /// <summary>The upper end of Y. Default: null, the highest value. A finder curve that explodes reads better with an end here.</summary>
    public double? YMax { get; init; }

    /// <summary>Vertical rules: a suggestion, the best epoch. Default: none.</summary>
    public IReadOnlyList<AxisMarker> XMarkers { get; init; } = [];

    /// <summary>Horizontal rules: a baseline, the level of chance. Default: none.</summary>
    public IReadOnlyList<AxisMarker> YMarkers { get; init; } = [];

    /// <summary>Writes the last value behind the name of each line. Default: false.</summary>
    public bool ShowLastValue { get; init; }

    /// <summary>Height in pixels of the part below the heading. Default: 300.</summary>
    public int PlotHeight { get; init; } = 300;

    private protected override double RenderContent(SvgWriter svg, double top) =>
        LineChartRenderer.Render(this, svg, top) ?? RenderNoData(svg, top);

    private protected override string Describe()
    {
        string kind = $"Line chart of {(YLabel.Length > 0 ? YLabel : "values")} over {(XLabel.Length > 0 ? XLabel : "position")}";
        if (Series.Count == 0)
        {
            return kind + ", no data.";
        }

        return kind + ": " + string.Join("; ", Series.Select(DescribeSeries)) + ".";
    }

    private string DescribeSeries(LineSeries series)
    {
        double[] shown = [.. series.Y.Where(y => Axis.CanShow(y, YScale))];
        string name = series.Name.Length > 0 ? series.Name : "unnamed";
        return shown.Length == 0
            ? $"{name}, no data"
            : $"{name}, {NumberText.Count(shown.Length)} points from {NumberText.Value(shown[0], YFormat)} to {NumberText.Value(shown[^1], YFormat)}, "
                + $"lowest {NumberText.Value(shown.Min(), YFormat)}, highest {NumberText.Value(shown.Max(), YFormat)}";
    }
}

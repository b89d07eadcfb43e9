using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>Horizontal bars from zero with their values at the end: class balance, the most confused pairs.</summary>
public sealed record BarChart : Chart
{
    private const double RowHeight = 24;

    private const double BarHeight = 16;

    /// <summary>The bars, from top to bottom. Default: none.</summary>
    public IReadOnlyList<Bar> Bars { get; init; } = [];

    /// <summary>How values are written. Default: <see cref="ValueFormat.Number"/>.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>What the values are, with their unit. Default: empty.</summary>
    public string XLabel { get; init; } = "";

    private protected override double RenderContent(SvgWriter svg, double top)
    {
        Bar[] finite = [.. Bars.Where(bar => double.IsFinite(bar.Value))];
        if (finite.Length == 0)
        {
            return RenderNoData(svg, top);
        }

        double widestLabel = Bars.Max(bar => TextMeasure.Width(bar.Label, ChartStyle.FontSize));
        double widestText = Bars.Max(bar => TextMeasure.Width(ValueText(bar), ChartStyle.FontSize));
        bool hasNegative = finite.Any(bar => bar.Value < 0);
        double left = Math.Clamp(widestLabel + 16, 40, Width * 0.36);
        PlotArea area = new(left, top + 2, Width - Math.Min(widestText + 12, Width * 0.36), top + 2 + (Bars.Count * RowHeight));

        // Values stand at the bars, so the axis needs no ticks, only its zero.
        double low = Math.Min(0, finite.Min(bar => bar.Value));
        double high = Math.Max(0, finite.Max(bar => bar.Value));
        Axis axis = Axis.Create(new AxisOptions(), low, high);
        double zero = axis.Map(0, area.Left, area.Right);
        for (int i = 0; i < Bars.Count; i++)
        {
            RenderBar(svg, axis, area, zero, Bars[i], area.Top + (i * RowHeight));
        }

        svg.Line(AxisRenderer.Crisp(zero), area.Top, AxisRenderer.Crisp(zero), area.Bottom, "axis");
        if (XLabel.Length > 0)
        {
            svg.Text(hasNegative ? area.Left : zero, area.Bottom + 16, XLabel + " →", "name");
        }

        return area.Bottom + (XLabel.Length > 0 ? 26 : 6);
    }

    private protected override string Describe() => !Bars.Any(bar => double.IsFinite(bar.Value))
        ? "Bar chart, no data."
        : $"Bar chart of {(XLabel.Length > 0 ? XLabel : "values")}: " + string.Join("; ", Bars.Select(bar => $"{bar.Label} {ValueText(bar)}")) + ".";

    private void RenderBar(SvgWriter svg, Axis axis, PlotArea area, double zero, Bar bar, double y)
    {
        double middle = y + (RowHeight / 2);
        string text = ValueText(bar);
        svg.OpenGroup("row", bar.Label);
        svg.Text(4, middle + 4, TextMeasure.Fit(bar.Label, ChartStyle.FontSize, area.Left - 14), "label");
        double end = zero;
        if (double.IsFinite(bar.Value))
        {
            end = axis.Map(bar.Value, area.Left, area.Right);
            string color = bar.IsEmphasized ? "f1" : "f0";
            svg.Rect(Math.Min(zero, end), middle - (BarHeight / 2), Math.Abs(end - zero), BarHeight, "bar " + color, 1, $"{bar.Label}: {text}");
        }

        // Behind the bar's outer end, or at zero for a bar to the left: there the space is free.
        svg.Text(Math.Max(end, zero) + 6, middle + 4, text, "muted value");
        svg.CloseGroup();
    }

    private string ValueText(Bar bar)
    {
        string value = double.IsFinite(bar.Value) ? NumberText.Value(bar.Value, Format) : "missing";
        return bar.Note.Length > 0 ? value + " · " + bar.Note : value;
    }
}

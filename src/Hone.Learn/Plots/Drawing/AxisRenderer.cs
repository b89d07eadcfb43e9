namespace Hone.Learn.Plots.Drawing;

/// <summary>Draws grid lines, tick labels and axis names.</summary>
internal static class AxisRenderer
{
    /// <summary>Vertical grid lines with labels below. A label that would touch the one before it is left out.</summary>
    public static void RenderX(SvgWriter svg, Axis axis, PlotArea area, string name)
    {
        svg.OpenGroup("x-axis", "x axis " + name);
        double free = double.NegativeInfinity;
        foreach (AxisTick tick in axis.Ticks)
        {
            double x = Crisp(axis.Map(tick.Value, area.Left, area.Right));
            if (tick.IsMinor)
            {
                svg.Line(x, area.Bottom, x, area.Bottom + 3, "axis");
                continue;
            }

            svg.Line(x, area.Top, x, area.Bottom + 4, "grid");
            double half = TextMeasure.Width(tick.Label, ChartStyle.SmallFontSize) / 2;
            if (x - half >= free)
            {
                svg.Text(x, area.Bottom + 17, tick.Label, "muted small tick", TextAnchor.Middle);
                free = x + half + 4;
            }
        }

        svg.Line(area.Left, Crisp(area.Bottom), area.Right, Crisp(area.Bottom), "axis");
        if (name.Length > 0)
        {
            string shown = TextMeasure.Fit(name + " →", ChartStyle.FontSize, area.Right);
            svg.Text(area.Right, area.Bottom + 35, shown, "name", TextAnchor.End);
        }

        svg.CloseGroup();
    }

    /// <summary>Horizontal grid lines with labels at the left; the name stands above them, unturned.</summary>
    public static void RenderY(SvgWriter svg, Axis axis, PlotArea area, string name)
    {
        svg.OpenGroup("y-axis", "y axis " + name);
        foreach (AxisTick tick in axis.Ticks)
        {
            if (tick.IsMinor)
            {
                continue;
            }

            double y = Crisp(axis.Map(tick.Value, area.Bottom, area.Top));
            svg.Line(area.Left, y, area.Right, y, "grid");
            svg.Text(area.Left - 7, y + 3.5, tick.Label, "muted small tick", TextAnchor.End);
        }

        if (name.Length > 0)
        {
            svg.Text(4, area.Top - 12, TextMeasure.Fit("↑ " + name, ChartStyle.FontSize, area.Right), "name");
        }

        svg.CloseGroup();
    }

    /// <summary>The width that the labels of a vertical axis need.</summary>
    public static double LabelWidth(Axis axis) =>
        axis.Ticks.Select(tick => TextMeasure.Width(tick.Label, ChartStyle.SmallFontSize)).DefaultIfEmpty(0).Max();

    /// <summary>The middle of a pixel, where a line of width 1 is sharp.</summary>
    public static double Crisp(double position) => Math.Floor(position) + 0.5;
}

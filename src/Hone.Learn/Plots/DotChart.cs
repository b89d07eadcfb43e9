using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>
/// A dot with a whisker per row, and the numbers at the right: scores of baselines and model with their intervals. The axis shows the range of
/// the data and does not start at zero, because positions are compared and not lengths.
/// </summary>
public sealed record DotChart : Chart
{
    private const double RowHeight = 28;

    /// <summary>The rows, from top to bottom. Default: none.</summary>
    public IReadOnlyList<DotRow> Rows { get; init; } = [];

    /// <summary>What the values are, with the kind of interval: <c>accuracy, 95% interval</c>. Default: empty.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>How values are written. Default: <see cref="ValueFormat.Score"/>.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Score;

    /// <summary>Vertical rules: the level of chance, the best baseline. Default: none.</summary>
    public IReadOnlyList<AxisMarker> Markers { get; init; } = [];

    private protected override double RenderContent(SvgWriter svg, double top)
    {
        Extent extent = DataExtent();
        if (extent.IsEmpty)
        {
            return RenderNoData(svg, top);
        }

        // 1. Names at the left and numbers at the right leave the middle for the data.
        AxisMarker[] markers = [.. Markers.Where(marker => double.IsFinite(marker.Value))];
        double widestLabel = Rows.Max(row => TextMeasure.Width(row.Label, ChartStyle.FontSize * TextMeasure.Strong));
        double widestNumber = Rows.Max(row => TextMeasure.Width(Numbers(row), ChartStyle.FontSize * (row.IsEmphasized ? TextMeasure.Strong : 1)));
        double left = Math.Clamp(widestLabel + 16, 60, Width * 0.36);
        double right = Width - Math.Min(widestNumber + 16, Width * 0.36);
        double areaTop = top + (markers.Length > 0 ? 22 : 6);
        PlotArea area = new(left, areaTop, right, areaTop + (Rows.Count * RowHeight));
        AxisOptions options = new()
        {
            Format = Format == ValueFormat.Percent ? ValueFormat.Percent : ValueFormat.Number,
            TickCount = Math.Clamp((int)(area.Width / 60), 2, 8),
            ExtendMinToTick = true,
            ExtendMaxToTick = true,
        };
        Axis axis = Axis.Create(options, extent.Min, extent.Max);

        // 2. Grid, rules, rows.
        AxisRenderer.RenderX(svg, axis, area, XLabel);
        foreach (AxisMarker marker in markers)
        {
            RenderMarker(svg, axis, area, marker);
        }

        for (int i = 0; i < Rows.Count; i++)
        {
            RenderRow(svg, axis, area, Rows[i], areaTop + ((i + 0.5) * RowHeight));
        }

        return area.Bottom + (XLabel.Length > 0 ? 44 : 26);
    }

    private protected override string Describe() => !Rows.Any(row => double.IsFinite(row.Value))
        ? "Dot chart, no data."
        : $"Dot chart of {(XLabel.Length > 0 ? XLabel : "values")}: " + string.Join("; ", Rows.Select(row => $"{row.Label} {Numbers(row)}")) + ".";

    private static bool HasInterval(DotRow row) =>
        row.Low is double low && row.High is double high && double.IsFinite(low) && double.IsFinite(high);

    private Extent DataExtent()
    {
        Extent extent = new();
        foreach (DotRow row in Rows.Where(row => double.IsFinite(row.Value)))
        {
            extent.Include(row.Value);
            if (HasInterval(row))
            {
                extent.Include(row.Low!.Value);
                extent.Include(row.High!.Value);
            }
        }

        if (extent.IsEmpty)
        {
            return extent;
        }

        foreach (AxisMarker marker in Markers.Where(marker => double.IsFinite(marker.Value)))
        {
            extent.Include(marker.Value);
        }

        return extent;
    }

    private void RenderRow(SvgWriter svg, Axis axis, PlotArea area, DotRow row, double y)
    {
        int slot = row.IsEmphasized ? 0 : 7;
        string weight = row.IsEmphasized ? "strong " : "";
        svg.OpenGroup("row", row.Label);
        svg.Text(4, y + 4, TextMeasure.Fit(row.Label, ChartStyle.FontSize * (row.IsEmphasized ? TextMeasure.Strong : 1), area.Left - 12), weight + "label");
        string numberColor = row.IsEmphasized ? $"strong f{slot}" : "muted";
        svg.Text(Width - 4, y + 4, Numbers(row), numberColor + " value", TextAnchor.End);
        if (double.IsFinite(row.Value))
        {
            double x = axis.Map(row.Value, area.Left, area.Right);
            if (HasInterval(row))
            {
                double from = axis.Map(row.Low!.Value, area.Left, area.Right);
                double to = axis.Map(row.High!.Value, area.Left, area.Right);
                svg.Line(from, y, to, y, $"whisker s{slot}");
            }

            svg.Circle(x, y, row.IsEmphasized ? 5.5 : 4.5, "dot f" + slot, $"{row.Label}: {Numbers(row)}");
        }

        svg.CloseGroup();
    }

    private void RenderMarker(SvgWriter svg, Axis axis, PlotArea area, AxisMarker marker)
    {
        double x = AxisRenderer.Crisp(axis.Map(marker.Value, area.Left, area.Right));
        svg.Line(x, area.Top, x, area.Bottom, "rule");

        // Centered over its rule, unless that would leave the picture.
        double half = TextMeasure.Width(marker.Label, ChartStyle.SmallFontSize) / 2;
        double center = Math.Max(Math.Min(x, Width - 4 - half), 4 + half);
        svg.Text(center, area.Top - 6, marker.Label, "muted small marker", TextAnchor.Middle);
    }

    private string Numbers(DotRow row)
    {
        if (!double.IsFinite(row.Value))
        {
            return "missing";
        }

        string value = NumberText.Value(row.Value, Format);
        return HasInterval(row)
            ? $"{value} [{NumberText.Value(row.Low!.Value, Format)}, {NumberText.Value(row.High!.Value, Format)}]"
            : value;
    }
}

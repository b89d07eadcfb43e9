using System.Text;

namespace Hone.Learn.Plots.Drawing;

/// <summary>Lays out and draws a <see cref="LineChart"/>, in the order of <see cref="RenderLayers"/>.</summary>
internal sealed class LineChartRenderer
{
    private const int PointBudget = 4000;

    private const int MostDots = 40;

    private const double LabelSpacing = 15;

    private readonly LineChart _chart;
    private readonly SvgWriter _svg;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly PlotArea _area;
    private readonly IReadOnlyList<EndLabel> _labels;

    private LineChartRenderer(LineChart chart, SvgWriter svg, double top, Extent xs, Extent ys)
    {
        _chart = chart;
        _svg = svg;

        // 1. The Y axis first: its labels take room from the width that the X axis gets.
        double areaTop = top + (chart.YLabel.Length > 0 ? 26 : 10);
        double areaBottom = Math.Max(top + chart.PlotHeight - (chart.XLabel.Length > 0 ? 42 : 24), areaTop + 40);
        AxisOptions yOptions = new()
        {
            Scale = chart.YScale,
            Format = chart.YFormat,
            TickCount = Math.Clamp((int)((areaBottom - areaTop) / 45), 2, 8),
            ExtendMinToTick = chart.YMin is null,
            ExtendMaxToTick = chart.YMax is null,
        };
        _y = Axis.Create(yOptions, ys.Min, ys.Max);

        // 2. Names at the line ends, at most a third of the width.
        _labels = EndLabels();
        double widestLabel = _labels.Select(label => TextMeasure.Width(label.Text, ChartStyle.FontSize * TextMeasure.Strong)).DefaultIfEmpty(0).Max();
        double right = chart.Width - (widestLabel > 0 ? Math.Min(widestLabel + 16, chart.Width / 3.0) : 14);
        _area = new PlotArea(Math.Max(AxisRenderer.LabelWidth(_y) + 13, 26), areaTop, right, areaBottom);

        // 3. The X axis spans exactly the data.
        AxisOptions xOptions = new()
        {
            Scale = chart.XScale,
            TickCount = Math.Clamp((int)(_area.Width / 75), 2, 12),
            WholeNumbers = xs.IsWhole,
        };
        _x = Axis.Create(xOptions, xs.Min, xs.Max);
    }

    /// <summary>Draws the chart and returns its total height, or null when no point can be shown.</summary>
    public static double? Render(LineChart chart, SvgWriter svg, double top)
    {
        Extent xs = new();
        Extent ys = new();
        foreach (LineSeries series in chart.Series)
        {
            for (int i = 0; i < series.X.Count; i++)
            {
                if (Axis.CanShow(series.X[i], chart.XScale) && Axis.CanShow(series.Y[i], chart.YScale))
                {
                    xs.Include(series.X[i]);
                    ys.Include(series.Y[i]);
                }
            }
        }

        if (xs.IsEmpty)
        {
            return null;
        }

        foreach (AxisMarker marker in chart.XMarkers.Where(marker => Axis.CanShow(marker.Value, chart.XScale)))
        {
            xs.Include(marker.Value);
        }

        foreach (AxisMarker marker in chart.YMarkers.Where(marker => Axis.CanShow(marker.Value, chart.YScale)))
        {
            ys.Include(marker.Value);
        }

        ys.Override(Shown(chart.YMin, chart.YScale), Shown(chart.YMax, chart.YScale));
        new LineChartRenderer(chart, svg, top, xs, ys).RenderLayers();
        return top + chart.PlotHeight;
    }

    private static double? Shown(double? value, AxisScale scale) => value is double given && Axis.CanShow(given, scale) ? given : null;

    private void RenderLayers()
    {
        AxisRenderer.RenderY(_svg, _y, _area, _chart.YLabel);
        AxisRenderer.RenderX(_svg, _x, _area, _chart.XLabel);
        RenderYRules();
        RenderXRules();
        RenderLines();
        RenderXRuleLabels();
        RenderYRuleLabels();
        RenderEndLabels();
    }

    private void RenderYRules()
    {
        foreach (AxisMarker marker in _chart.YMarkers.Where(marker => IsInside(marker.Value, _y, _chart.YScale)))
        {
            double y = AxisRenderer.Crisp(_y.Map(marker.Value, _area.Bottom, _area.Top));
            _svg.Line(_area.Left, y, _area.Right, y, "rule");
        }
    }

    private void RenderYRuleLabels()
    {
        foreach (AxisMarker marker in _chart.YMarkers.Where(marker => IsInside(marker.Value, _y, _chart.YScale)))
        {
            double y = _y.Map(marker.Value, _area.Bottom, _area.Top);
            double textY = y - 5 < _area.Top + 8 ? y + 13 : y - 5;
            _svg.Text(_area.Left + 5, textY, TextMeasure.Fit(marker.Label, ChartStyle.SmallFontSize, _area.Width - 10), "muted small halo marker");
        }
    }

    private void RenderXRules()
    {
        foreach (AxisMarker marker in _chart.XMarkers.Where(marker => IsInside(marker.Value, _x, _chart.XScale)))
        {
            double x = AxisRenderer.Crisp(_x.Map(marker.Value, _area.Left, _area.Right));
            _svg.Line(x, _area.Top, x, _area.Bottom, "rule");
        }
    }

    private void RenderXRuleLabels()
    {
        // Labels that would overlap go one row down.
        List<double> rowEnds = [];
        foreach (AxisMarker marker in _chart.XMarkers.Where(marker => IsInside(marker.Value, _x, _chart.XScale)).OrderBy(marker => marker.Value))
        {
            double x = _x.Map(marker.Value, _area.Left, _area.Right);
            string text = TextMeasure.Fit(marker.Label, ChartStyle.SmallFontSize * TextMeasure.Strong, _area.Width - 12);
            double width = TextMeasure.Width(text, ChartStyle.SmallFontSize * TextMeasure.Strong);
            double left = x + 6 + width <= _area.Right ? x + 6 : Math.Max(x - 6 - width, _area.Left);
            int row = rowEnds.FindIndex(end => end < left);
            if (row < 0)
            {
                row = rowEnds.Count;
                rowEnds.Add(0);
            }

            rowEnds[row] = left + width + 6;
            _svg.Text(left, _area.Top + 11 + (row * 14), text, "small strong halo marker");
        }
    }

    private void RenderLines()
    {
        int points = _chart.Series.Sum(series => series.X.Count);
        double columnWidth = Math.Max(1, 4 * _area.Width * _chart.Series.Count / (2.0 * PointBudget));

        // A margin of 5 pixels keeps dots and line caps at the border whole; data beyond given ends of Y is cut off there.
        const double margin = 5;
        _svg.OpenView(_area.Left - margin, _area.Top - margin, _area.Width + (2 * margin), _area.Height + (2 * margin));
        for (int index = 0; index < _chart.Series.Count; index++)
        {
            LineSeries series = _chart.Series[index];
            List<PixelPoint> pixels = Pixels(series, margin);
            if (points > PointBudget)
            {
                pixels = Decimation.PerColumn(pixels, columnWidth);
            }

            RenderSeries(series, ChartStyle.Slot(series.Color ?? index), pixels);
        }

        _svg.CloseView();
    }

    private List<PixelPoint> Pixels(LineSeries series, double margin)
    {
        List<PixelPoint> pixels = new(series.X.Count);
        bool isAscending = true;
        double lastX = double.NegativeInfinity;
        for (int i = 0; i < series.X.Count; i++)
        {
            if (!Axis.CanShow(series.X[i], _chart.XScale) || !Axis.CanShow(series.Y[i], _chart.YScale))
            {
                pixels.Add(PixelPoint.Gap);
                continue;
            }

            double x = _x.Map(series.X[i], margin, margin + _area.Width);

            // Far outside is as good as infinitely far, and short to write.
            double y = Math.Clamp(_y.Map(series.Y[i], margin + _area.Height, margin), -10_000, 10_000);
            isAscending &= x >= lastX;
            lastX = x;
            pixels.Add(new PixelPoint(x, y));
        }

        // Out of order, a gap has no place of its own any more.
        return isAscending ? pixels : [.. pixels.Where(point => !point.IsGap).OrderBy(point => point.X)];
    }

    private void RenderSeries(LineSeries series, int slot, List<PixelPoint> pixels)
    {
        _svg.OpenGroup("series", series.Name);
        if (series.Style != LineStyle.Dots)
        {
            string style = series.Style switch
            {
                LineStyle.Dashed => " dashed",
                LineStyle.Faint => " faint",
                _ => "",
            };
            _svg.Path(PathData(pixels), $"line s{slot}{style}");
        }

        bool dotsAreWanted = series.Style == LineStyle.Dots || (series.Style == LineStyle.Solid && series.X.Count <= MostDots);
        if (dotsAreWanted)
        {
            bool tooltips = series.X.Count <= MostDots;
            RenderDots(series, slot, pixels, tooltips);
        }

        _svg.CloseGroup();
    }

    private void RenderDots(LineSeries series, int slot, List<PixelPoint> pixels, bool tooltips)
    {
        bool inOrder = tooltips && pixels.Count == series.X.Count;
        for (int i = 0; i < pixels.Count; i++)
        {
            if (!pixels[i].IsGap)
            {
                string? tooltip = inOrder ? $"{series.Name} at {NumberText.Short(series.X[i])}: {NumberText.Value(series.Y[i], _chart.YFormat)}" : null;
                _svg.Circle(pixels[i].X, pixels[i].Y, 2.6, "f" + slot, tooltip);
            }
        }
    }

    private static string PathData(List<PixelPoint> pixels)
    {
        StringBuilder data = new();
        for (int i = 0; i < pixels.Count; i++)
        {
            if (pixels[i].IsGap)
            {
                continue;
            }

            bool starts = i == 0 || pixels[i - 1].IsGap;
            bool ends = i == pixels.Count - 1 || pixels[i + 1].IsGap;
            data.Append(starts ? 'M' : 'L');
            data.Append(XmlText.Coordinate(Math.Round(pixels[i].X, 1))).Append(' ').Append(XmlText.Coordinate(Math.Round(pixels[i].Y, 1)));
            if (starts && ends)
            {
                // A point alone between two gaps: a line of length zero shows its round caps.
                data.Append("h0");
            }
        }

        return data.ToString();
    }

    private List<EndLabel> EndLabels()
    {
        List<EndLabel> labels = [];
        for (int index = 0; index < _chart.Series.Count; index++)
        {
            LineSeries series = _chart.Series[index];
            int last = LastShown(series);
            if (last < 0 || series.Name.Length == 0 || series.Style == LineStyle.Faint)
            {
                continue;
            }

            string text = _chart.ShowLastValue ? $"{series.Name} {NumberText.Value(series.Y[last], _chart.YFormat)}" : series.Name;
            labels.Add(new EndLabel(text, series.Y[last], ChartStyle.Slot(series.Color ?? index)));
        }

        return labels;
    }

    private int LastShown(LineSeries series)
    {
        int last = -1;
        for (int i = 0; i < series.X.Count; i++)
        {
            bool isShown = Axis.CanShow(series.X[i], _chart.XScale) && Axis.CanShow(series.Y[i], _chart.YScale);
            if (isShown && (last < 0 || series.X[i] >= series.X[last]))
            {
                last = i;
            }
        }

        return last;
    }

    private void RenderEndLabels()
    {
        double[] wanted = [.. _labels.Select(label => Math.Clamp(_y.Map(label.Value, _area.Bottom, _area.Top), _area.Top, _area.Bottom))];
        double[] placed = LabelLayout.Spread(wanted, LabelSpacing, _area.Top, _area.Bottom);
        for (int i = 0; i < _labels.Count; i++)
        {
            string text = TextMeasure.Fit(_labels[i].Text, ChartStyle.FontSize * TextMeasure.Strong, _chart.Width - _area.Right - 9);
            _svg.Text(_area.Right + 9, placed[i] + 4, text, $"strong label f{_labels[i].Slot}");
        }
    }

    private static bool IsInside(double value, Axis axis, AxisScale scale) =>
        Axis.CanShow(value, scale) && value >= axis.Min && value <= axis.Max;

    private readonly record struct EndLabel(string Text, double Value, int Slot);
}

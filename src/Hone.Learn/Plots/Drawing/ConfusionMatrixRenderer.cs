namespace Hone.Learn.Plots.Drawing;

/// <summary>Lays out and draws a <see cref="ConfusionMatrixChart"/>.</summary>
internal sealed class ConfusionMatrixRenderer
{
    private const double MarginColumnWidth = 62;

    private const double TallestCell = 34;

    private const int MostClassesWithTooltips = 30;

    private readonly ConfusionMatrixChart _chart;
    private readonly ConfusionCounts _counts;
    private readonly SvgWriter _svg;
    private readonly double _left;
    private readonly double _top;
    private readonly double _cellWidth;
    private readonly double _cellHeight;
    private readonly bool _headersAreTurned;

    private ConfusionMatrixRenderer(ConfusionMatrixChart chart, SvgWriter svg, double top)
    {
        _chart = chart;
        _counts = chart.Counts;
        _svg = svg;

        // 1. Columns share what the row names and the recall column leave.
        int n = _counts.ClassCount;
        double widestName = chart.ClassNames.Max(name => TextMeasure.Width(name, ChartStyle.FontSize));
        _left = Math.Clamp(widestName + 14, 60, chart.Width * 0.28);
        _cellWidth = Math.Min((chart.Width - _left - MarginColumnWidth) / n, 96);
        _cellHeight = Math.Min(_cellWidth, TallestCell);

        // 2. Names over the columns lie flat when every one fits, otherwise all are turned.
        _headersAreTurned = widestName + 6 > _cellWidth;
        double headerHeight = _headersAreTurned ? (Math.Min(widestName, _left) * 0.71) + 14 : 20;
        _top = top + 18 + headerHeight;
    }

    public static double Render(ConfusionMatrixChart chart, SvgWriter svg, double top) => new ConfusionMatrixRenderer(chart, svg, top).RenderLayers(top);

    private double RenderLayers(double top)
    {
        int n = _counts.ClassCount;
        double right = _left + (n * _cellWidth);
        double bottom = _top + (n * _cellHeight);
        double fontSize = Math.Min(ChartStyle.FontSize, _cellHeight + 1);
        string nameClass = _cellHeight >= 14 ? "" : "tiny ";

        // 1. Names.
        _svg.Text(4, _top - 7, "actual ↓", "muted small");
        _svg.Text(_left, top + 12, "predicted →", "muted small");
        _svg.Text(right + MarginColumnWidth - 8, _top - 7, "recall", "muted small", TextAnchor.End);
        for (int i = 0; i < n; i++)
        {
            double middle = _left + ((i + 0.5) * _cellWidth);
            string name = TextMeasure.Fit(_chart.ClassNames[i], fontSize, _left - 12);
            _svg.Text(_left - 8, _top + ((i + 0.5) * _cellHeight) + 4, name, nameClass + "row-name", TextAnchor.End);
            if (_headersAreTurned)
            {
                _svg.Text(middle + 3, _top - 7, name, nameClass + "column-name", TextAnchor.Start, -45);
            }
            else
            {
                _svg.Text(middle, _top - 7, name, "column-name", TextAnchor.Middle);
            }
        }

        // 2. Cells.
        for (int actual = 0; actual < n; actual++)
        {
            for (int predicted = 0; predicted < n; predicted++)
            {
                RenderCell(actual, predicted);
            }

            RenderShare(_counts[actual, actual], _counts.RowTotal(actual), right + MarginColumnWidth - 8, _top + ((actual + 0.5) * _cellHeight) + 4, TextAnchor.End, "recall");
        }

        _svg.Rect(_left - 0.5, _top - 0.5, right - _left + 1, bottom - _top + 1, "frame");

        // 3. Precision, where a column is wide enough for it.
        if (_cellWidth >= 36)
        {
            _svg.Text(_left - 8, bottom + 17, "precision", "muted small", TextAnchor.End);
            for (int i = 0; i < n; i++)
            {
                RenderShare(_counts[i, i], _counts.ColumnTotal(i), _left + ((i + 0.5) * _cellWidth), bottom + 17, TextAnchor.Middle, "precision");
            }

            bottom += 20;
        }

        return RenderKey(bottom + 20);
    }

    private void RenderCell(int actual, int predicted)
    {
        long count = _counts[actual, predicted];
        if (count == 0)
        {
            return;
        }

        double share = (double)count / _counts.RowTotal(actual);
        double opacity = Math.Round(Math.Max(Math.Sqrt(share), 0.06), 3);
        bool isCorrect = actual == predicted;
        double x = _left + (predicted * _cellWidth);
        double y = _top + (actual * _cellHeight);
        string? tooltip = _counts.ClassCount > MostClassesWithTooltips
            ? null
            : $"{_chart.ClassNames[actual]} as {_chart.ClassNames[predicted]}: {NumberText.Count(count)} of {NumberText.Count(_counts.RowTotal(actual))} ({NumberText.Percent(share)})";
        _svg.Rect(x + 0.5, y + 0.5, _cellWidth - 1, _cellHeight - 1, isCorrect ? "cell correct" : "cell wrong", opacity, tooltip);

        string text = NumberText.Count(count);
        string? size = TextSize(text);
        if (size is not null)
        {
            string color = ChartStyle.TextOnCell(scheme => isCorrect ? scheme.Correct : scheme.Wrong, opacity);
            _svg.Text(x + (_cellWidth / 2), y + (_cellHeight / 2) + 4, text, $"count {size}{color}", TextAnchor.Middle);
        }
    }

    // The largest size that fits, or null when not even the smallest does; the shade and the tooltip still tell.
    private string? TextSize(string text) => (_cellWidth - 4, _cellHeight - 3) switch
    {
        var (width, height) when height >= 12 && TextMeasure.Width(text, 12) <= width => "",
        var (width, height) when height >= 9 && TextMeasure.Width(text, 9) <= width => "tiny ",
        _ => null,
    };

    private void RenderShare(long part, long whole, double x, double y, TextAnchor anchor, string role)
    {
        // A class without items has no recall, one never predicted no precision: a dash, not a zero.
        string text = whole == 0 ? "–" : NumberText.Fixed(100.0 * part / whole, 1) + "%";
        string size = _cellHeight >= 14 ? "small " : "tiny ";
        _svg.Text(x, y, text, $"muted {size}{role}", anchor);
    }

    private double RenderKey(double y)
    {
        _svg.Rect(_left, y - 9, 11, 11, "correct", 0.9);
        _svg.Text(_left + 16, y, "correct", "muted small");
        _svg.Rect(_left + 70, y - 9, 11, 11, "wrong", 0.6);
        string text = TextMeasure.Fit("confused; stronger shade = larger share of the row (square root)", ChartStyle.SmallFontSize, _chart.Width - _left - 90);
        _svg.Text(_left + 86, y, text, "muted small");
        return y + 10;
    }
}

using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>Small images in rows with captions: a batch, the worst mistakes. Pixels stay square and sharp when enlarged.</summary>
public sealed record ImageGrid : Chart
{
    private const double Gap = 16;

    private const double PictureGap = 4;

    private const double CaptionLineHeight = 14;

    private const double LegendLineHeight = 16;

    private const double SwatchSize = 10;

    private readonly int _cellSize = 112;

    /// <summary>The pictures, row by row. Default: none.</summary>
    public IReadOnlyList<ImageGridItem> Items { get; init; } = [];

    /// <summary>The side of the square that each picture fills as far as its shape allows, in pixels, 16 to 1,000. Default: 112, four times 28 pixels and five in a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside 16 to 1,000.</exception>
    public int CellSize
    {
        get => _cellSize;
        init
        {
            if (value is < 16 or > 1000)
            {
                throw new ArgumentOutOfRangeException(nameof(CellSize), $"Expected a cell size from 16 to 1000 pixels; got {value}. Try the default, 112.");
            }

            _cellSize = value;
        }
    }

    /// <summary>What colors in the pictures mean, above them.</summary>
    internal IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    private protected override double RenderContent(SvgWriter svg, double top)
    {
        if (Items.Count == 0)
        {
            return RenderNoData(svg, top);
        }

        top = RenderLegend(svg, top);
        (double size, int columns, double tile) = Layout(Items.Max(item => item.Pictures.Count));
        double pitch = columns == 1 ? 0 : (Width - 8 - tile) / (columns - 1);
        double captionHeight = Items.Max(item => item.CaptionLines.Count + (item.Id.Length > 0 ? 1 : 0)) * CaptionLineHeight;
        double rowHeight = size + captionHeight + Gap;
        double captionWidth = columns == 1 ? Width - 8 : pitch - 6;
        for (int i = 0; i < Items.Count; i++)
        {
            double x = 4 + (i % columns * pitch);
            double y = top + 2 + (i / columns * rowHeight);

            // Captions run into the gap on their right; the last column has none.
            RenderItem(svg, Items[i], x, y, size, Math.Min(captionWidth, Width - 4 - x));
        }

        int rows = (Items.Count + columns - 1) / columns;
        return top + 2 + (rows * rowHeight);
    }

    private protected override string Describe() => Items.Count == 0
        ? "Image grid, no data."
        : $"{NumberText.Count(Items.Count)} images: " + string.Join("; ", Items.Select(Caption)) + ".";

    private static string Caption(ImageGridItem item)
    {
        string text = string.Join(", ", item.Id.Length > 0 ? item.CaptionLines.Append(item.Id) : item.CaptionLines);
        return text.Length == 0 ? "no caption" : text;
    }

    /// <summary>As many columns as fit; what is left over widens the gaps, so that both edges are flush. Wide tiles of several pictures are made a little smaller where one column more almost fits.</summary>
    private (double Size, int Columns, double Tile) Layout(int pictures)
    {
        double width = Width - 8;
        double gaps = (pictures - 1) * PictureGap;
        double size = Math.Min(CellSize, (width - gaps) / pictures);
        double columns = (width + Gap) / ((pictures * size) + gaps + Gap);
        int whole = Math.Max(1, (int)(pictures == 1 ? columns : Math.Round(columns)));
        size = Math.Min(size, (((width + Gap) / whole) - Gap - gaps) / pictures);
        return (size, whole, (pictures * size) + gaps);
    }

    private double RenderLegend(SvgWriter svg, double top)
    {
        if (Legend.Count == 0)
        {
            return top;
        }

        svg.OpenGroup("legend");
        double x = 4;
        double y = top + 2;
        foreach (LegendEntry entry in Legend)
        {
            bool hasSquare = entry.IsBackground || entry.Color is not null;
            double square = hasSquare ? SwatchSize + 4 : 0;
            string text = TextMeasure.Fit(entry.Text, ChartStyle.SmallFontSize, Width - 8 - square);
            double width = square + TextMeasure.Width(text, ChartStyle.SmallFontSize);
            if (x > 4 && x + width > Width - 4)
            {
                x = 4;
                y += LegendLineHeight;
            }

            if (entry.IsBackground)
            {
                svg.Rect(x + 0.5, y + 1.5, SwatchSize - 1, SwatchSize - 1, "frame");
            }
            else if (entry.Color is { } color)
            {
                svg.Swatch(x, y + 1, SwatchSize, color);
            }

            svg.Text(x + square, y + SwatchSize, text, "small legend-text");
            x += width + Gap;
        }

        svg.CloseGroup();
        return y + LegendLineHeight + 4;
    }

    private static void RenderItem(SvgWriter svg, ImageGridItem item, double x, double y, double size, double captionWidth)
    {
        svg.OpenGroup("item");
        for (int picture = 0; picture < item.Pictures.Count; picture++)
        {
            item.Pictures[picture].Render(svg, x + (picture * (size + PictureGap)), y, size, Caption(item));
        }

        for (int line = 0; line < item.CaptionLines.Count; line++)
        {
            string text = TextMeasure.Fit(item.CaptionLines[line], ChartStyle.SmallFontSize * (line == 0 ? TextMeasure.Strong : 1), captionWidth);
            string classes = line == 0 ? "small strong caption" + Color(item.IsRight) : "small muted caption";
            svg.Text(x, y + size + ((line + 1) * CaptionLineHeight), text, classes);
        }

        if (item.Id.Length > 0)
        {
            string text = TextMeasure.FitEnd(item.Id, ChartStyle.SmallFontSize, captionWidth);
            svg.Text(x, y + size + ((item.CaptionLines.Count + 1) * CaptionLineHeight), text, "small muted caption identity");
        }

        svg.CloseGroup();
    }

    private static string Color(bool? isRight) => isRight switch
    {
        true => " correct",
        false => " wrong",
        null => string.Empty,
    };
}

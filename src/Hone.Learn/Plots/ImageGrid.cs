using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>Small images in rows with captions: a batch, the worst mistakes. Pixels stay square and sharp when enlarged.</summary>
public sealed record ImageGrid : Chart
{
    private const double Gap = 16;

    private const double CaptionLineHeight = 14;

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

    private protected override double RenderContent(SvgWriter svg, double top)
    {
        if (Items.Count == 0)
        {
            return RenderNoData(svg, top);
        }

        // As many columns as fit; what is left over widens the gaps, so that both edges are flush.
        double size = Math.Min(CellSize, Width - 8);
        int columns = Math.Max(1, (int)((Width - 8 + Gap) / (size + Gap)));
        double pitch = columns == 1 ? 0 : (Width - 8 - size) / (columns - 1);
        double captionHeight = Items.Max(item => item.CaptionLines.Count) * CaptionLineHeight;
        double rowHeight = size + captionHeight + Gap;
        double captionWidth = columns == 1 ? Width - 8 : pitch - 6;
        for (int i = 0; i < Items.Count; i++)
        {
            double x = 4 + (i % columns * pitch);
            double y = top + 2 + (i / columns * rowHeight);
            RenderItem(svg, Items[i], x, y, size, captionWidth);
        }

        int rows = (Items.Count + columns - 1) / columns;
        return top + 2 + (rows * rowHeight);
    }

    private protected override string Describe() => Items.Count == 0
        ? "Image grid, no data."
        : $"{NumberText.Count(Items.Count)} images: " + string.Join("; ", Items.Select(Caption)) + ".";

    private static string Caption(ImageGridItem item) => item.CaptionLines.Count == 0 ? "no caption" : string.Join(", ", item.CaptionLines);

    private static void RenderItem(SvgWriter svg, ImageGridItem item, double x, double y, double size, double captionWidth)
    {
        svg.OpenGroup("item");
        svg.PixelImage(x, y, size, size, item.Png.Span, Caption(item));
        for (int line = 0; line < item.CaptionLines.Count; line++)
        {
            string text = TextMeasure.Fit(item.CaptionLines[line], ChartStyle.SmallFontSize * (line == 0 ? TextMeasure.Strong : 1), captionWidth);
            string classes = line == 0 ? "small strong caption" + Color(item.IsRight) : "small muted caption";
            svg.Text(x, y + size + ((line + 1) * CaptionLineHeight), text, classes);
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

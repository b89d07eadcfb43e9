using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>
/// A picture of numbers that writes itself as one SVG: no script, no font, no network. It follows the reader's light or dark scheme, prints light,
/// carries a title and a description for screen readers, and the same input gives the same bytes on every machine.
/// </summary>
public abstract record Chart
{
    private const int NarrowestInPixels = 160;

    private const int WidestInPixels = 4000;

    private const double TitleLineHeight = 20;

    private const double SubtitleLineHeight = 16;

    private readonly int _width = 680;

    private protected Chart()
    {
    }

    /// <summary>The heading; say the finding rather than the axes. Default: empty, which draws none.</summary>
    public string Title { get; init; } = "";

    /// <summary>A quieter line under the heading: n, units, how intervals were made. Default: empty.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>What a screen reader says after the title. Default: null, which writes a summary of the data.</summary>
    public string? Description { get; init; }

    /// <summary>Width in pixels at natural size, 160 to 4,000; a page may scale it down. Default: 680, a comfortable column of text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is outside 160 to 4,000.</exception>
    public int Width
    {
        get => _width;
        init
        {
            if (value is < NarrowestInPixels or > WidestInPixels)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(Width),
                    $"Expected a chart width from {NarrowestInPixels} to {WidestInPixels} pixels; got {value}. Try the default, 680.");
            }

            _width = value;
        }
    }

    internal string DescriptionText => Description ?? Describe();

    /// <summary>Writes the chart as a complete SVG element, ready for a file of its own or for the inside of an HTML page.</summary>
    /// <returns>The SVG text, with line feeds on every platform.</returns>
    public string ToSvg()
    {
        SvgWriter body = new();
        double height = Math.Ceiling(Render(body, isPanel: false));
        string name = XmlText.Escape(Title.Length > 0 ? Title : Describe());
        string size = $"width=\"{Width}\" height=\"{XmlText.Coordinate(height)}\" viewBox=\"0 0 {Width} {XmlText.Coordinate(height)}\"";
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hone-plot\" role=\"img\" aria-label=\"{name}\" {size}>\n"
            + $"<title>{name}</title>\n<desc>{XmlText.Escape(DescriptionText)}</desc>\n"
            + $"<style>\n{ChartStyle.Sheet}</style>\n"
            + $"<rect class=\"paper\" width=\"{Width}\" height=\"{XmlText.Coordinate(height)}\"/>\n"
            + body + "</svg>\n";
    }

    /// <summary>Draws heading and content from the origin and returns the height used. A panel of a larger picture has a smaller heading.</summary>
    internal double Render(SvgWriter svg, bool isPanel)
    {
        double y = 0;
        double titleSize = isPanel ? ChartStyle.PanelTitleFontSize : ChartStyle.TitleFontSize;
        foreach (string line in TextMeasure.Wrap(Title, titleSize * TextMeasure.Strong, Width - 8))
        {
            y += TitleLineHeight;
            svg.Text(4, y - 4, line, isPanel ? "panel-title" : "title");
        }

        foreach (string line in TextMeasure.Wrap(Subtitle, ChartStyle.FontSize, Width - 8))
        {
            y += SubtitleLineHeight;
            svg.Text(4, y - 3, line, "muted");
        }

        return RenderContent(svg, y > 0 ? y + 8 : 0);
    }

    /// <summary>Draws the content below <paramref name="top"/> and returns the total height.</summary>
    private protected abstract double RenderContent(SvgWriter svg, double top);

    /// <summary>One or two sentences about the data for readers who cannot see the picture.</summary>
    private protected abstract string Describe();

    /// <summary>An empty frame that says so: an empty picture must not look like a broken one.</summary>
    private protected double RenderNoData(SvgWriter svg, double top)
    {
        const double height = 120;
        svg.Rect(4.5, top + 0.5, Width - 9, height - 9, "frame");
        svg.Text(Width / 2.0, top + (height / 2), "no data", "muted", TextAnchor.Middle);
        return top + height;
    }
}

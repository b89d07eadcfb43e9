using System.Text;

namespace Hone.Learn.Plots.Drawing;

/// <summary>Appends SVG elements. Every text passes through <see cref="XmlText.Escape"/> and every number is culture-invariant.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Raw(string markup) => _text.Append(markup);

    public void OpenGroup(string classes, string? label = null)
    {
        _text.Append("<g class=\"").Append(classes).Append('"');
        if (label is not null)
        {
            _text.Append(" aria-label=\"").Append(XmlText.Escape(label)).Append('"');
        }

        _text.Append(">\n");
    }

    public void CloseGroup() => _text.Append("</g>\n");

    /// <summary>Opens a nested picture with its own origin; what leaves its rectangle is cut off, so it needs no clip path and no id.</summary>
    public void OpenView(double x, double y, double width, double height)
    {
        _text.Append("<svg");
        Number("x", x);
        Number("y", y);
        Number("width", width);
        Number("height", height);
        _text.Append(" overflow=\"hidden\">\n");
    }

    public void CloseView() => _text.Append("</svg>\n");

    public void Line(double x1, double y1, double x2, double y2, string classes)
    {
        _text.Append("<line");
        Classes(classes);
        Number("x1", x1);
        Number("y1", y1);
        Number("x2", x2);
        Number("y2", y2);
        _text.Append("/>\n");
    }

    public void Rect(double x, double y, double width, double height, string classes, double opacity = 1, string? tooltip = null)
    {
        _text.Append("<rect");
        Classes(classes);
        Number("x", x);
        Number("y", y);
        Number("width", width);
        Number("height", height);
        if (opacity < 1)
        {
            _text.Append(" fill-opacity=\"").Append(opacity.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)).Append('"');
        }

        CloseWithTooltip("rect", tooltip);
    }

    public void Circle(double x, double y, double radius, string classes, string? tooltip = null)
    {
        _text.Append("<circle");
        Classes(classes);
        Number("cx", x);
        Number("cy", y);
        Number("r", radius);
        CloseWithTooltip("circle", tooltip);
    }

    /// <summary>A filled circle of a color that is the same in all schemes, with a dark edge.</summary>
    public void Dot(double x, double y, double radius, Rgb color, double edge)
    {
        _text.Append("<circle");
        Number("cx", x);
        Number("cy", y);
        Number("r", radius);
        _text.Append(" fill=\"").Append(color).Append("\" stroke=\"").Append(Rgb.Black).Append('"');
        Number("stroke-width", edge);
        _text.Append("/>\n");
    }

    /// <summary>The edges of a rectangle in a color that is the same in all schemes.</summary>
    public void Outline(double x, double y, double width, double height, Rgb color, double line)
    {
        _text.Append("<rect fill=\"none\" stroke=\"").Append(color).Append('"');
        Number("stroke-width", line);
        Number("x", x);
        Number("y", y);
        Number("width", width);
        Number("height", height);
        _text.Append("/>\n");
    }

    /// <summary>A square of a color that is the same in all schemes.</summary>
    public void Swatch(double x, double y, double size, Rgb color)
    {
        _text.Append("<rect fill=\"").Append(color).Append('"');
        Number("x", x);
        Number("y", y);
        Number("width", size);
        Number("height", size);
        _text.Append("/>\n");
    }

    public void Path(string data, string classes)
    {
        _text.Append("<path");
        Classes(classes);
        _text.Append(" d=\"").Append(data).Append("\"/>\n");
    }

    public void Text(double x, double y, string text, string classes, TextAnchor anchor = TextAnchor.Start, double rotation = 0)
    {
        _text.Append("<text");
        Classes(classes);
        if (rotation == 0)
        {
            Number("x", x);
            Number("y", y);
        }
        else
        {
            _text.Append(" transform=\"translate(").Append(XmlText.Coordinate(x)).Append(' ').Append(XmlText.Coordinate(y));
            _text.Append(") rotate(").Append(XmlText.Coordinate(rotation)).Append(")\"");
        }

        if (anchor != TextAnchor.Start)
        {
            _text.Append(" text-anchor=\"").Append(anchor == TextAnchor.Middle ? "middle" : "end").Append('"');
        }

        _text.Append('>').Append(XmlText.Escape(text)).Append("</text>\n");
    }

    public void PixelImage(double x, double y, double width, double height, ReadOnlySpan<byte> png, string tooltip)
    {
        // A nested <title> is what browsers show on hover and what screen readers say for an image inside SVG.
        _text.Append("<image class=\"pixels\"");
        Number("x", x);
        Number("y", y);
        Number("width", width);
        Number("height", height);
        _text.Append(" preserveAspectRatio=\"xMidYMid meet\" href=\"data:image/png;base64,").Append(Convert.ToBase64String(png)).Append('"');
        CloseWithTooltip("image", tooltip);
    }

    private void Classes(string classes) => _text.Append(" class=\"").Append(classes).Append('"');

    private void Number(string name, double value) =>
        _text.Append(' ').Append(name).Append("=\"").Append(XmlText.Coordinate(value)).Append('"');

    private void CloseWithTooltip(string element, string? tooltip)
    {
        if (tooltip is null)
        {
            _text.Append("/>\n");
            return;
        }

        _text.Append("><title>").Append(XmlText.Escape(tooltip)).Append("</title></").Append(element).Append(">\n");
    }
}

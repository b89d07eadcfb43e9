using System.Buffers.Binary;

namespace Hone.Learn.Plots.Drawing;

/// <summary>One picture of a tile.</summary>
/// <param name="Png">The bytes of a PNG file.</param>
internal sealed record TilePicture(ReadOnlyMemory<byte> Png)
{
    /// <summary>What is drawn over it.</summary>
    public IReadOnlyList<PictureMarks> Marks { get; init; } = [];

    /// <summary>As large as it fits into a square, in its middle.</summary>
    public void Render(SvgWriter svg, double x, double y, double size, string tooltip)
    {
        svg.PixelImage(x, y, size, size, Png.Span, tooltip);
        if (Marks.Count == 0)
        {
            return;
        }

        (double width, double height) = Size();
        double scale = size / Math.Max(width, height);
        svg.OpenView(x + ((size - (width * scale)) / 2), y + ((size - (height * scale)) / 2), width * scale, height * scale);
        foreach (PictureMarks marks in Marks)
        {
            marks.Render(svg, width * scale, height * scale);
        }

        svg.CloseView();
    }

    /// <summary>Width and height stand behind the signature and the name of the first chunk. Source: W3C PNG specification, "IHDR".</summary>
    private (double Width, double Height) Size() => (BinaryPrimitives.ReadInt32BigEndian(Png.Span[16..]), BinaryPrimitives.ReadInt32BigEndian(Png.Span[20..]));
}

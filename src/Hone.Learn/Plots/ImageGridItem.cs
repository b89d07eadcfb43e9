using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>One tile of an <see cref="ImageGrid"/>: a picture and the words below it.</summary>
public sealed record ImageGridItem
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Creates an item.</summary>
    /// <param name="png">The bytes of a PNG file, gray or color.</param>
    /// <param name="captionLines">Lines below the picture, the first one stronger: <c>Shirt as Coat</c>, <c>0.97</c>. Long lines are shortened.</param>
    /// <exception cref="ArgumentException"><paramref name="png"/> does not start with the PNG signature.</exception>
    public ImageGridItem(byte[] png, params IReadOnlyList<string> captionLines)
    {
        ArgumentNullException.ThrowIfNull(png);
        ArgumentNullException.ThrowIfNull(captionLines);
        if (!png.AsSpan().StartsWith(Signature))
        {
            string start = Convert.ToHexString(png.AsSpan(0, Math.Min(8, png.Length)));
            throw new ArgumentException(
                $"Expected the bytes of a PNG file, which start with {Convert.ToHexString(Signature)}; got {png.Length} bytes that start with '{start}'. "
                + "Try encoding the pixels as PNG first.",
                nameof(png));
        }

        Pictures = [new TilePicture(png)];
        CaptionLines = [.. captionLines];
    }

    /// <summary>The bytes of the PNG file; of the first one where a tile of samples has several side by side.</summary>
    public ReadOnlyMemory<byte> Png => Pictures[0].Png;

    /// <summary>Lines below the picture.</summary>
    public IReadOnlyList<string> CaptionLines { get; }

    /// <summary>
    /// What the picture shows, such as the path of its file: a last, quieter line. A long one keeps its end, so that the names of files are read; the whole of it is shown on hover. Default:
    /// empty, which writes none.
    /// </summary>
    public string Id { get; init; } = "";

    /// <summary>
    /// Whether the picture was answered right: its first line has the color of right or of wrong answers, the blue or the orange of confusion matrices, which those who do not tell
    /// green from red tell apart. Null, the default, for plain text.
    /// </summary>
    public bool? IsRight { get; init; }

    /// <summary>The pictures side by side, at least one.</summary>
    internal IReadOnlyList<TilePicture> Pictures { get; init; }
}

namespace Hone.Learn;

/// <summary>How <see cref="MultiScaleFlip"/> looks at a picture.</summary>
public sealed record MultiScaleFlipOptions
{
    /// <summary>Magnifications, each above 0. Default 0.75, 1 and 1.25: smaller sizes see more around a pixel, larger ones see thin things.</summary>
    public IReadOnlyList<double> Scales { get; init; } = [0.75, 1, 1.25];

    /// <summary>Whether the mirror image, left for right, is looked at too. Default true; not for letters or other things that have a side.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Heights and widths of magnified pictures are rounded to multiples of this many pixels. Default 32, the stride of the usual nets.</summary>
    public int Multiple { get; init; } = 32;
}

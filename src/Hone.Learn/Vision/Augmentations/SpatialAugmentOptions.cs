namespace Hone.Learn;

/// <summary>How <see cref="SpatialAugment"/> samples.</summary>
public sealed record SpatialAugmentOptions
{
    /// <summary>Height and width of the result in pixels, <c>224</c> or <c>(160, 224)</c>; null keeps the size.</summary>
    public Size2d? Size { get; init; }

    /// <summary>What lies beyond the border; reflection as in fastai.</summary>
    public PadMode Pad { get; init; } = PadMode.Reflection;

    /// <summary>
    /// What an image gets between pixels; fastai's <c>mode</c>, bilinear as there. Nearest keeps the values of pictures that are codes or drawn in few colors, bicubic keeps more
    /// detail and can leave the range of the pixels by a little. Masks take the nearest pixel in any case.
    /// </summary>
    public GridSampleMode Mode { get; init; } = GridSampleMode.Bilinear;

    /// <summary>
    /// Whether -1 and 1 are the centers of the outer pixels instead of their outer edges; fastai's <c>align_corners</c>, true as there. It decides how the pixels of another size are
    /// laid over the picture, around which distance turns and zooms are measured, and where <see cref="PadMode.Reflection"/> mirrors: at the centers of the outer pixels, or at their edges,
    /// which repeats them.
    /// </summary>
    public bool AlignCorners { get; init; } = true;

    /// <summary>
    /// Whether all items of a batch get the same draws, those of its first item; fastai's <c>batch</c>. False unless set, as in fastai: each item has its own. Together with
    /// <see cref="LightingOptions.SamePerBatch"/> it is all of fastai's. What an item gets then depends on the batch that it lies in.
    /// </summary>
    public bool SamePerBatch { get; init; }
}

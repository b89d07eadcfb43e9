namespace Hone.Learn;

/// <summary>How <see cref="SpatialAugment"/> samples.</summary>
public sealed record SpatialAugmentOptions
{
    /// <summary>Height and width of the result in pixels, <c>224</c> or <c>(160, 224)</c>; null keeps the size.</summary>
    public Size2d? Size { get; init; }

    /// <summary>What lies beyond the border; reflection as in fastai.</summary>
    public PadMode Pad { get; init; } = PadMode.Reflection;

    /// <summary>
    /// Whether all items of a batch get the same draws, those of its first item; fastai's <c>batch</c>. False unless set, as in fastai: each item has its own. Together with
    /// <see cref="LightingOptions.SamePerBatch"/> it is all of fastai's. What an item gets then depends on the batch that it lies in.
    /// </summary>
    public bool SamePerBatch { get; init; }
}

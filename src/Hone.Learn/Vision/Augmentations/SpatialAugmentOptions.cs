namespace Hone.Learn;

/// <summary>How <see cref="SpatialAugment"/> samples.</summary>
public sealed record SpatialAugmentOptions
{
    /// <summary>Height and width of the result in pixels; null keeps the size.</summary>
    public int? Size { get; init; }

    /// <summary>What lies beyond the border; reflection as in fastai.</summary>
    public PadMode Pad { get; init; } = PadMode.Reflection;
}

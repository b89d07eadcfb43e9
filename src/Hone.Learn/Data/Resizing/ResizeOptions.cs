namespace Hone.Learn.Data;

/// <summary>How an image is resized.</summary>
public sealed record ResizeOptions
{
    /// <summary>The weights. Default bilinear, the one interpolation of training pipelines.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Bilinear;

    /// <summary>The part of the image that is resized, which costs no copy; nothing outside it has influence. Default null: all of it.</summary>
    public ImageRegion? Region { get; init; }
}

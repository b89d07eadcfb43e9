namespace Hone.Learn.Data;

/// <summary>Limits for decoding PNG, and whether images are turned upright.</summary>
public sealed record PngOptions
{
    /// <summary>The most pixels, width times height, that an image may announce. Default 178 million, where Pillow stops too.</summary>
    public int MaximumPixels { get; init; } = 178_000_000;

    /// <summary>Whether the image is turned upright as the orientation of an eXIf chunk says. Default true, as for JPEG: a model should see what a person sees.</summary>
    public bool ApplyOrientation { get; init; } = true;
}

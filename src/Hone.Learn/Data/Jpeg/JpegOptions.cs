namespace Hone.Learn.Data;

/// <summary>How JPEG is decoded, and its limits.</summary>
public sealed record JpegOptions
{
    /// <summary>The most pixels, width times height, that an image may announce. Default 178 million, where Pillow stops too.</summary>
    public int MaximumPixels { get; init; } = 178_000_000;

    /// <summary>The most scans of one image. Default 100: programs write about ten, a hostile file thousands, each of which passes over the whole image.</summary>
    public int MaximumScans { get; init; } = 100;

    /// <summary>What happens to files that end early or are damaged. Default fail: a damaged image is a decision of the user.</summary>
    public DamagePolicy Damage { get; init; } = DamagePolicy.Fail;

    /// <summary>Whether the image is turned upright as its EXIF orientation says. Default true: a model should see what a person sees.</summary>
    public bool ApplyOrientation { get; init; } = true;

    /// <summary>The size of the result. Default full.</summary>
    public JpegScale Scale { get; init; } = JpegScale.Full;
}

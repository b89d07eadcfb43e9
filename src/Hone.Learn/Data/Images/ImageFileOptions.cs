namespace Hone.Learn.Data;

/// <summary>How image files of any format are decoded, and the limits.</summary>
public sealed record ImageFileOptions
{
    /// <summary>The channels of the result. Default: what the file describes.</summary>
    public PixelType PixelType { get; init; } = PixelType.Stored;

    /// <summary>The most pixels, width times height, that an image may announce. Default 178 million, where Pillow stops too.</summary>
    public int MaximumPixels { get; init; } = 178_000_000;

    /// <summary>What happens to files that end early or are damaged. Default fail. PNG has checksums: a damaged one is an error either way.</summary>
    public DamagePolicy Damage { get; init; } = DamagePolicy.Fail;

    /// <summary>Whether a JPEG or PNG is turned upright as its EXIF orientation says. Default true: a model should see what a person sees.</summary>
    public bool ApplyOrientation { get; init; } = true;

    /// <summary>
    /// Lets a JPEG be decoded at 1/2, 1/4 or 1/8 of its size as long as its shorter side keeps this many pixels, which saves time before a resize.
    /// Default null: full size.
    /// </summary>
    public int? ShorterSide { get; init; }

    /// <summary>Who decodes JPEG files. Default Hone's own decoder: nothing native is loaded unasked.</summary>
    public JpegLibrary JpegLibrary { get; init; } = JpegLibrary.Managed;
}

namespace Hone.Learn.Data;

/// <summary>Limits for decoding PNG.</summary>
public sealed record PngOptions
{
    /// <summary>The most pixels, width times height, that an image may announce. Default 178 million, where Pillow stops too.</summary>
    public int MaximumPixels { get; init; } = 178_000_000;
}

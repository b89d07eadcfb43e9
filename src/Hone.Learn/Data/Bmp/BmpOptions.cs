namespace Hone.Learn.Data;

/// <summary>Limits for decoding BMP.</summary>
public sealed record BmpOptions
{
    /// <summary>The most pixels, width times height, that an image may announce. Default 178 million, where Pillow stops too.</summary>
    public int MaximumPixels { get; init; } = 178_000_000;

    /// <summary>What happens to files that end early. Default fail: a damaged image is a decision of the user.</summary>
    public DamagePolicy Damage { get; init; } = DamagePolicy.Fail;
}

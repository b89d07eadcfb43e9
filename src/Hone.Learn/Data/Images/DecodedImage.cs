namespace Hone.Learn.Data;

/// <summary>A decoded file: its pixels, what its header says, and what went wrong on the way.</summary>
/// <param name="Image">The pixels.</param>
/// <param name="Info">The header.</param>
/// <param name="Warning">What is damaged, when <see cref="DamagePolicy.Partial"/> let it pass; otherwise null.</param>
public sealed record DecodedImage(ImageData Image, ImageInfo Info, string? Warning = null);

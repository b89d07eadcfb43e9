namespace Hone.Learn;

/// <summary>The mask of a sample: one code for each pixel of its image.</summary>
/// <param name="codes">One channel; the byte of a pixel is the index of its class.</param>
public sealed class MaskPart(ImagePixels codes) : SamplePart
{
    /// <summary>The codes; a transform puts new ones here and never mixes two codes.</summary>
    public ImagePixels Codes { get; set; } = codes;

    /// <inheritdoc/>
    public override int Width => Codes.Width;

    /// <inheritdoc/>
    public override int Height => Codes.Height;
}

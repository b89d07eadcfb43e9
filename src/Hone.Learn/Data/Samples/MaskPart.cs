using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The mask of a sample: one code for each pixel of its image.</summary>
/// <param name="codes">One channel; the byte of a pixel is the index of its class.</param>
/// <param name="outside">The code of pixels beyond the border when they are padded with zeros.</param>
public sealed class MaskPart(ImagePixels codes, byte outside = 0) : SamplePart
{
    /// <summary>The codes; a transform puts new ones here and never mixes two codes.</summary>
    public ImagePixels Codes { get; set; } = codes;

    /// <inheritdoc/>
    public override int Width => Codes.Width;

    /// <inheritdoc/>
    public override int Height => Codes.Height;

    /// <inheritdoc/>
    public override void Cut(SampleWindow window) => Codes = PictureWindow.Cut(Codes, window, ResizeFilter.Nearest, outside);

    /// <inheritdoc/>
    public override void Turn(ImageOrientation orientation) => Codes = OrientationTransform.Apply(Codes.ToImageData(), orientation);
}

using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The image of a sample.</summary>
/// <param name="pixels">Gray or RGB bytes.</param>
public sealed class ImagePart(ImagePixels pixels) : SamplePart
{
    /// <summary>The pixels; a transform puts new ones here and never writes into the old ones, which may be shared.</summary>
    public ImagePixels Pixels { get; set; } = pixels;

    /// <inheritdoc/>
    public override int Width => Pixels.Width;

    /// <inheritdoc/>
    public override int Height => Pixels.Height;

    /// <inheritdoc/>
    public override void Cut(SampleWindow window) => Pixels = PictureWindow.Cut(Pixels, window, ResizeFilter.Bilinear, black: 0);

    /// <inheritdoc/>
    public override void Turn(ImageOrientation orientation) => Pixels = OrientationTransform.Apply(Pixels.ToImageData(), orientation);
}

namespace Hone.Learn;

/// <summary>An image that has passed through the item transforms and has the size that the model sees.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Pixels">What the model sees.</param>
/// <param name="PictureHeight">Height before the transforms, in pixels.</param>
/// <param name="PictureWidth">Width before the transforms, in pixels.</param>
/// <param name="Corners">Where the transforms have taken three corners of the picture, see <see cref="PicturePlacement"/>.</param>
internal sealed record PreparedImage(string Id, ImagePixels Pixels, int PictureHeight, int PictureWidth, PointsPart Corners);

namespace Hone.Learn.Data;

/// <summary>What the header of an image file tells without decoding it.</summary>
/// <param name="Format">The format, found in the first bytes.</param>
/// <param name="Width">Width in pixels as stored, before the orientation is applied.</param>
/// <param name="Height">Height in pixels as stored, before the orientation is applied.</param>
/// <param name="Channels">Channels of the decoded image: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</param>
/// <param name="Orientation">How the image is to be turned to stand upright.</param>
public sealed record ImageInfo(ImageFormat Format, int Width, int Height, int Channels, ImageOrientation Orientation = ImageOrientation.Normal);

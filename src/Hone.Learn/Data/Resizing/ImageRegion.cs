namespace Hone.Learn.Data;

/// <summary>A rectangle of an image, in pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Its width, at least 1.</param>
/// <param name="Height">Its height, at least 1.</param>
public readonly record struct ImageRegion(int Left, int Top, int Width, int Height);

namespace Hone.Learn;

/// <summary>What a move has to know of the picture it moves: its size, and what -1 and 1 mean in it.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="AlignCorners">Whether -1 and 1 are the centers of the outer pixels instead of their outer edges.</param>
internal readonly record struct PictureFrame(int Width, int Height, bool AlignCorners)
{
    /// <summary>Distance from -1 to 1 across, by that down, in pixels.</summary>
    public double Aspect => AlignCorners ? (double)Math.Max(Width - 1, 1) / Math.Max(Height - 1, 1) : (double)Width / Height;

    /// <summary>The map from pixel positions, 0 to size - 1, to -1..1.</summary>
    public Homography FromPixels() => AlignCorners ? Homography.FromPixels(Width, Height) : Homography.FromPixelEdges(Width, Height);
}

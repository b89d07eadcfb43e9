namespace Hone.Method;

/// <summary>Two images that show the same thing.</summary>
/// <param name="First">Position of the first.</param>
/// <param name="Second">Position of the second, after the first.</param>
/// <param name="Correlation">The correlation of their gray thumbnails, at least 0.95 and at most 1.</param>
/// <param name="IsFlipped">Whether one of them is the mirror image.</param>
/// <param name="IsIsolated">Whether they are so much closer to each other than to any image outside their cluster that chance does not explain it: a copy, not two things that look alike.</param>
public readonly record struct NearImagePair(int First, int Second, float Correlation, bool IsFlipped, bool IsIsolated)
{
    /// <summary>By how many degrees the first is turned clockwise, before it is flipped, to be like the second: 0, 90, 180 or 270.</summary>
    public int Rotation { get; init; }
}

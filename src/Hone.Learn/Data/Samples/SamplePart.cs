namespace Hone.Learn;

/// <summary>A part of one sample that item transforms may change before it becomes a row of a batch: an image, its mask, its key points.</summary>
public abstract class SamplePart
{
    /// <summary>Width of the picture that the part belongs to, in pixels.</summary>
    public abstract int Width { get; }

    /// <summary>Height of the picture that the part belongs to, in pixels.</summary>
    public abstract int Height { get; }
}

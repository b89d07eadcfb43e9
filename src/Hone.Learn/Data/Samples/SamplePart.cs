using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A part of one sample that item transforms may change before it becomes a row of a batch: an image, its mask, its key points.</summary>
public abstract class SamplePart
{
    /// <summary>Width of the picture that the part belongs to, in pixels.</summary>
    public abstract int Width { get; }

    /// <summary>Height of the picture that the part belongs to, in pixels.</summary>
    public abstract int Height { get; }

    /// <summary>Takes a rectangle of the picture and brings it to a size.</summary>
    /// <param name="window">Rectangle and size.</param>
    public abstract void Cut(SampleWindow window);

    /// <summary>Turns or mirrors the picture by one of the eight symmetries of a square.</summary>
    /// <param name="orientation">The symmetry, with the names of EXIF.</param>
    public abstract void Turn(ImageOrientation orientation);
}

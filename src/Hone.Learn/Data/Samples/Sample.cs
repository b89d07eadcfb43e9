using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>One sample on its way into a batch: its image, mask and points, which item transforms change together.</summary>
public sealed class Sample
{
    private readonly SamplePart?[] _parts;

    internal Sample(SamplePart?[] parts, bool isTraining)
    {
        _parts = parts;
        IsTraining = isTraining;
    }

    /// <summary>Whether the sample is learned from: transforms that cut at random then do so, and take the center otherwise.</summary>
    public bool IsTraining { get; }

    /// <summary>The parts, inputs first, in the order of the data block; null for parts that are no pictures, such as categories.</summary>
    public Span<SamplePart?> Parts => _parts;

    /// <summary>Width in pixels of the sample's first picture; 0 without one.</summary>
    public int Width => First?.Width ?? 0;

    /// <summary>Height in pixels of the sample's first picture; 0 without one.</summary>
    public int Height => First?.Height ?? 0;

    /// <summary>Takes a rectangle of all pictures and brings it to a size.</summary>
    /// <param name="window">Rectangle in the first picture, and size; of pictures with another size the same share is taken.</param>
    public void Cut(SampleWindow window)
    {
        int width = Width;
        int height = Height;
        foreach (SamplePart? part in _parts)
        {
            part?.Cut(window.From(width, height, part.Width, part.Height));
        }
    }

    /// <summary>Turns or mirrors all pictures by one of the eight symmetries of a square.</summary>
    /// <param name="orientation">The symmetry, with the names of EXIF.</param>
    public void Turn(ImageOrientation orientation)
    {
        foreach (SamplePart? part in _parts)
        {
            part?.Turn(orientation);
        }
    }

    private SamplePart? First => Array.Find(_parts, part => part is not null);
}

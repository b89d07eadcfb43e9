using System.Runtime.InteropServices;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>The pixels of one image without a copy: a window into a larger array, or a decoded file.</summary>
/// <param name="Pixels">Bytes in the layout <c>[height, width, channels]</c>.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Channels">1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</param>
public readonly record struct ImagePixels(ReadOnlyMemory<byte> Pixels, int Height, int Width, int Channels)
{
    /// <summary>A decoded image.</summary>
    /// <param name="image">The image.</param>
    public static implicit operator ImagePixels(ImageData image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new ImagePixels(image.Pixels, image.Height, image.Width, image.Channels);
    }

    /// <summary>One image of a set, without a copy.</summary>
    /// <param name="set">The set.</param>
    /// <param name="index">0 to the number of images - 1.</param>
    /// <returns>The image.</returns>
    public static ImagePixels Of(ImageSet set, int index)
    {
        ArgumentNullException.ThrowIfNull(set);
        int length = set.Height * set.Width * set.Channels;
        return new ImagePixels(set.Pixels.AsMemory(index * length, length), set.Height, set.Width, set.Channels);
    }

    /// <summary>The image with the channels of a mode; a copy only if they differ.</summary>
    internal ImagePixels In(ImageMode mode)
    {
        int channels = mode == ImageMode.Gray ? 1 : 3;
        if (Channels == channels)
        {
            return this;
        }

        ImageData image = ToImageData();
        return mode == ImageMode.Gray ? image.ToGray() : image.ToRgb();
    }

    /// <summary>The image with an array of its own; a copy only if it is a window into a larger one.</summary>
    internal ImageData ToImageData()
    {
        bool isWhole = MemoryMarshal.TryGetArray(Pixels, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length;
        return new ImageData(Width, Height, Channels, isWhole ? segment.Array! : Pixels.ToArray());
    }
}

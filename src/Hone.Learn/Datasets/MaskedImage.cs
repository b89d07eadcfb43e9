using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>One image of an archive with the mask that belongs to it, both still encoded.</summary>
/// <param name="Id">The path of the image in the archive: the identity of the item.</param>
/// <param name="Part">The part of the official split; None where there is no official split.</param>
/// <param name="Group">What must not be torn apart by a split, such as a video; the identity itself where items are independent.</param>
/// <param name="Image">The bytes of the image file.</param>
/// <param name="Mask">The bytes of the mask file.</param>
public sealed record MaskedImage(string Id, FolderPart Part, string Group, ReadOnlyMemory<byte> Image, ReadOnlyMemory<byte> Mask)
{
    /// <summary>Gray levels from one code to the next: 1 where a pixel's byte is its code, 255 for black and white.</summary>
    public int LevelsPerCode { get; init; } = 1;

    /// <summary>Decodes the image.</summary>
    /// <returns>The pixels.</returns>
    /// <exception cref="HoneFormatException">The content is no image that can be decoded.</exception>
    public ImagePixels DecodeImage() => ImageFile.Decode(Image.Span, Id).Image;

    /// <summary>Decodes the mask: one code for each pixel.</summary>
    /// <returns>One channel.</returns>
    /// <exception cref="HoneFormatException">The content is no image that can be decoded.</exception>
    public ImagePixels DecodeMask()
    {
        ImageData gray = ImageFile.Decode(Mask.Span, $"mask of {Id}").Image.ToGray();
        if (LevelsPerCode == 1)
        {
            return gray;
        }

        byte[] codes = Array.ConvertAll(gray.Pixels, level => (byte)(level / LevelsPerCode));
        return new ImageData(gray.Width, gray.Height, 1, codes);
    }
}

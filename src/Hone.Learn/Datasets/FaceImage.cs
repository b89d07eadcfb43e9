using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>One face with its key points.</summary>
/// <param name="Id">The path of the image in the archive: the identity of the item.</param>
/// <param name="Part">The part of the original split, which shares its people; see <see cref="FaceKeypoints"/>.</param>
/// <param name="Person">Who it is: what an honest split must not tear apart.</param>
/// <param name="Points">x and y of 68 points in turn, in pixels.</param>
/// <param name="Content">The bytes of the image file.</param>
public sealed record FaceImage(string Id, FolderPart Part, string Person, IReadOnlyList<float> Points, ReadOnlyMemory<byte> Content)
{
    /// <summary>Decodes the image.</summary>
    /// <returns>The pixels.</returns>
    /// <exception cref="HoneFormatException">The content is no image that can be decoded.</exception>
    public ImagePixels Decode() => ImageFile.Decode(Content.Span, Id).Image;
}

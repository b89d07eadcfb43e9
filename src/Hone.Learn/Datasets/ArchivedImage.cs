using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>One image of an archive, still encoded.</summary>
/// <param name="Id">Its path in the archive: the identity of the item.</param>
/// <param name="Part">The part of the official split that it belongs to.</param>
/// <param name="ClassName">Its class: the name of its folder.</param>
/// <param name="Content">The bytes of the image file.</param>
public sealed record ArchivedImage(string Id, FolderPart Part, string ClassName, ReadOnlyMemory<byte> Content)
{
    /// <summary>Decodes the image.</summary>
    /// <returns>The pixels.</returns>
    /// <exception cref="HoneFormatException">The content is no image that can be decoded.</exception>
    public ImagePixels Decode() => ImageFile.Decode(Content.Span, Id).Image;
}

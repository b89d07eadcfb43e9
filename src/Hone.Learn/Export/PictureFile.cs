using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Reads the image files that predictors are given.</summary>
internal static class PictureFile
{
    /// <summary>The pixels of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HoneDataException">There is no such file, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">It is no image, or damaged.</exception>
    public static ImagePixels Read(string path) => ImageFile.Read(path).Image;
}

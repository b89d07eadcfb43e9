namespace Hone.Learn.Data;

/// <summary>Reads image files into memory, within a limit.</summary>
internal static class ImageBytes
{
    private const int MaximumFileLength = 1 << 30;

    public static byte[] Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > MaximumFileLength)
        {
            throw new HoneFormatException(path, null, $"An image file may have at most {MaximumFileLength} bytes.", $"{length} bytes", "store the image in a smaller file");
        }

        return File.ReadAllBytes(path);
    }
}

namespace Hone.Learn.Data;

/// <summary>Reads image files into memory, within a limit.</summary>
internal static class ImageBytes
{
    private const int MaximumFileLength = 1 << 30;

    /// <summary>A whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HoneDataException">There is no such file, it is a folder, or it may not be read.</exception>
    /// <exception cref="HoneFormatException">The file has more than one gibibyte.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= MaximumFileLength
                ? File.ReadAllBytes(path)
                : throw new HoneFormatException(path, null, $"An image file may have at most {MaximumFileLength} bytes.", $"{length} bytes", "store the image in a smaller file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unread(path, error);
        }
    }

    /// <summary>The beginning of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">Room for it.</param>
    /// <returns>How many bytes there are, at most as many as there is room for.</returns>
    /// <exception cref="HoneDataException">There is no such file, it is a folder, or it may not be read.</exception>
    public static int ReadStart(string path, Span<byte> start)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unread(path, error);
        }
    }

    private static HoneDataException Unread(string path, Exception error)
    {
        bool isFolder = Directory.Exists(path);
        string got = isFolder ? "a folder" : error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
        return new HoneDataException("An image file that can be read.", got, path, isFolder ? "name a file in it, or list them with FolderFiles.GetImageFiles" : "check the path and its permissions", error);
    }
}

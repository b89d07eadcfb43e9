using System.Text;

namespace Hone.Learn;

/// <summary>Reads files that hold one text each, in UTF-8.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file, without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="HoneDataException">There is no such file, it may not be read, or it is no UTF-8.</exception>
    public static string Read(string path)
    {
        try
        {
            // A byte order mark is no letter.
            return s_strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new HoneDataException("A text in UTF-8.", $"byte 0x{error.BytesUnknown?.FirstOrDefault() ?? 0:x2} at {error.Index}", path, "convert the file to UTF-8, or read it in its own encoding and pass the text", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string got = Directory.Exists(path) ? "a folder" : error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
            throw new HoneDataException("A text file that can be read.", got, path, "check the path and its permissions", error);
        }
    }
}

using System.Buffers.Text;

namespace Hone.Nn;

/// <summary>The bytes of one weight file.</summary>
internal static class TfjsShard
{
    /// <summary>Takes the payload out of a JavaScript module: its one long text in base64.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="script">The text of the module.</param>
    /// <exception cref="HoneFormatException">There is no such text, or it is not base64.</exception>
    public static byte[] Decode(string path, ReadOnlySpan<byte> script)
    {
        // 1. The longest text between quotes.
        int longest = 0;
        int start = 0;
        int from = 0;
        while (from < script.Length)
        {
            int length = script[from..].IndexOf((byte)'"');
            length = length < 0 ? script.Length - from : length;
            if (length > longest)
            {
                longest = length;
                start = from;
            }

            from += length + 1;
        }

        // 2. Its bytes.
        ReadOnlySpan<byte> text = script.Slice(start, longest);
        if (!Base64.IsValid(text, out int decoded) || longest == 0)
        {
            throw new HoneFormatException(path, start, "A module whose longest text is base64.", $"{longest} characters that are something else", "copy or download the file again");
        }

        var bytes = new byte[decoded];
        Base64.DecodeFromUtf8(text, bytes, out _, out int written);
        return bytes[..written];
    }
}

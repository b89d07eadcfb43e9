using System.Text;
using System.Text.Unicode;

namespace Hone.Learn.Data;

/// <summary>From bytes to characters: byte order marks, and where bytes are not what the encoding allows.</summary>
internal static class TextDecoding
{
    private const int BufferLength = 1 << 16;

    /// <summary>The encoding that the byte order mark tells, or else the one asked for; it fails on bytes that it does not have.</summary>
    public static Encoding Detect(CsvSource source, CsvEncoding asked)
    {
        using Stream content = source.Open(out _);
        Span<byte> start = stackalloc byte[4];
        int length = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..length] switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(true, throwOnInvalidBytes: true),
            [0xFF, 0xFE, 0, 0] => new UTF32Encoding(bigEndian: false, true, throwOnInvalidCharacters: true),
            [0, 0, 0xFE, 0xFF] => new UTF32Encoding(bigEndian: true, true, throwOnInvalidCharacters: true),
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, true, throwOnInvalidBytes: true),
            _ => asked switch
            {
                CsvEncoding.Latin1 => Encoding.Latin1,
                CsvEncoding.Utf16 => new UnicodeEncoding(bigEndian: false, true, throwOnInvalidBytes: true),
                _ => new UTF8Encoding(true, throwOnInvalidBytes: true),
            },
        };
    }

    /// <summary>A reader of the characters, without the byte order mark.</summary>
    public static StreamReader Open(Stream content, Encoding encoding) => new(content, encoding, detectEncodingFromByteOrderMarks: false, BufferLength);

    /// <summary>The error for bytes that the encoding does not have; for UTF-8 with their place.</summary>
    public static HoneFormatException Invalid(CsvSource source, Encoding encoding, Exception error)
    {
        if (encoding is not UTF8Encoding)
        {
            return new HoneFormatException(source.Name, null, $"Text in {encoding.WebName}.", "bytes that are none", "save the file as UTF-8", error);
        }

        using Stream content = source.Open(out _);
        long offset = 0;
        long line = 1;
        var buffer = new byte[BufferLength];
        int kept = 0;
        while (true)
        {
            int read = content.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            int valid = ValidLength(bytes, isEnd: read == 0, out bool isInvalid);
            line += bytes[..valid].Count((byte)'\n');
            offset += valid;
            if (isInvalid)
            {
                return new HoneFormatException(source.Name, offset, "Text in UTF-8.", $"byte 0x{bytes[valid]:X2} in line {line}, which begins no character there", "set CsvOptions.Encoding to Latin1 if the file is ISO 8859-1, or save it as UTF-8", error);
            }

            if (read == 0)
            {
                return new HoneFormatException(source.Name, null, "Text in UTF-8.", error.Message, "save the file as UTF-8", error);
            }

            bytes[valid..].CopyTo(buffer);
            kept = bytes.Length - valid;
        }
    }

    /// <summary>Bytes up to the first that is invalid, or up to a character that goes on in the next buffer.</summary>
    private static int ValidLength(ReadOnlySpan<byte> bytes, bool isEnd, out bool isInvalid)
    {
        if (Utf8.IsValid(bytes))
        {
            isInvalid = false;
            return bytes.Length;
        }

        int at = 0;
        while (at < bytes.Length)
        {
            System.Buffers.OperationStatus status = Rune.DecodeFromUtf8(bytes[at..], out _, out int length);
            if (status != System.Buffers.OperationStatus.Done)
            {
                isInvalid = status == System.Buffers.OperationStatus.InvalidData || isEnd;
                return at;
            }

            at += length;
        }

        isInvalid = false;
        return at;
    }
}

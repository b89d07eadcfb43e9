namespace Hone.Learn.Data;

/// <summary>How characters are stored in a file without a byte order mark; with one, the mark decides between UTF-8, UTF-16 and UTF-32.</summary>
public enum CsvEncoding
{
    /// <summary>UTF-8; a byte sequence that is none is an error.</summary>
    Utf8,

    /// <summary>ISO 8859-1: one byte a character, the first 256 of Unicode.</summary>
    Latin1,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16,
}

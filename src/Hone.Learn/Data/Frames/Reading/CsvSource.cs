namespace Hone.Learn.Data;

/// <summary>Where the bytes of a table come from; may be read several times.</summary>
internal sealed class CsvSource(string name, byte[]? bytes = null)
{
    public string Name => name;

    /// <summary>Opens the raw bytes and, for gzip, what is in them.</summary>
    /// <param name="raw">The bytes of the file, whose position tells progress.</param>
    /// <returns>The content.</returns>
    public Stream Open(out Stream raw)
    {
        try
        {
            raw = bytes is null ? new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16) : new MemoryStream(bytes, writable: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string got = error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
            throw new HoneDataException("A file that can be read.", got, name, "check the path", error);
        }

        return GzipSniffer.IsGzip(raw) ? new CheckedGzip(raw) : raw;
    }

    /// <summary>Turns errors of gzip into errors about the file.</summary>
    public HoneFormatException Damaged(Exception error) => new(name, null, "A complete gzip file.", error.Message, "fetch the file again, or unpack it first", error);
}

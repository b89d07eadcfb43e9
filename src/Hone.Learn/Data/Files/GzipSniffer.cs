namespace Hone.Learn.Data;

/// <summary>Tells gzip from other content by its first bytes; the extension of a file is only a rumor.</summary>
internal static class GzipSniffer
{
    /// <summary>Whether the stream starts like a gzip file. The position is restored.</summary>
    public static bool IsGzip(Stream stream)
    {
        long position = stream.Position;
        int first = stream.ReadByte();
        int second = stream.ReadByte();
        stream.Position = position;
        return first == 0x1F && second == 0x8B;
    }
}

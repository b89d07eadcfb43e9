namespace Hone;

/// <summary>A file, or a stream of bytes, does not follow its format: truncated, corrupt, hostile, or of another kind than expected.</summary>
/// <remarks>It is the only error that the readers of Hone raise for the content of a file, however that content was made.</remarks>
public sealed class HoneFormatException : HoneException
{
    /// <summary>Describes a malformed file.</summary>
    /// <param name="path">The file, or the name under which the bytes are known.</param>
    /// <param name="byteOffset">Where in the file the trouble starts, in bytes; null when it has no single place.</param>
    /// <param name="expected">What the format asks for, as one sentence.</param>
    /// <param name="got">What the file holds instead, with its numbers.</param>
    /// <param name="tryThis">One concrete action for the reader.</param>
    /// <param name="inner">The error underneath, if there was one.</param>
    public HoneFormatException(string path, long? byteOffset, string expected, string? got = null, string? tryThis = null, Exception? inner = null)
        : base(expected, got, byteOffset is null ? path : $"{path}, byte {byteOffset}", tryThis, inner)
    {
        Path = path;
        ByteOffset = byteOffset;
    }

    /// <summary>The file, or the name under which the bytes are known.</summary>
    public string Path { get; }

    /// <summary>Where in the file the trouble starts, in bytes; null when it has no single place.</summary>
    public long? ByteOffset { get; }
}

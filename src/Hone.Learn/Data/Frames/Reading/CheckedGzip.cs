using System.Buffers.Binary;
using System.IO.Compression;

namespace Hone.Learn.Data;

/// <summary>Reads gzip and compares its length with what the file says at its end, because a file that was cut off otherwise just ends early.</summary>
internal sealed class CheckedGzip : Stream
{
    private const int TrailerLength = 4;

    // Ten bytes before the content and eight after it.
    private const int LeastLength = 18;

    private readonly GZipStream _content;
    private readonly uint _announced;
    private long _read;

    public CheckedGzip(Stream raw)
    {
        if (raw.Length < LeastLength)
        {
            throw new InvalidDataException($"it has {raw.Length} bytes, and gzip has at least {LeastLength}");
        }

        Span<byte> trailer = stackalloc byte[TrailerLength];
        raw.Seek(-TrailerLength, SeekOrigin.End);
        raw.ReadExactly(trailer);
        raw.Seek(0, SeekOrigin.Begin);
        _announced = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        _content = new GZipStream(raw, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        _read += read;
        if (read == 0 && buffer.Length > 0 && (uint)_read != _announced)
        {
            throw new InvalidDataException($"its end announces {_announced} bytes and it has {_read}: it is cut off, or it is several gzip files in a row");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}

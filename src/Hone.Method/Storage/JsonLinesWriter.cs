using System.Text;
using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>Appends JSON objects, one a line; every line reaches the operating system in one write, so it survives the death of the process.</summary>
/// <remarks>
/// <see cref="Sync"/> makes the lines survive a power failure as well; it is some two hundred times as slow as a line and is called
/// where a decision was recorded (an epoch, a hypothesis, an opening of the vault).
/// </remarks>
internal sealed class JsonLinesWriter : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;

    public JsonLinesWriter(string path)
    {
        _path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            EndTornLine();
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            _stream?.Dispose();
            throw DiskErrors.Translate(exception, _path);
        }
    }

    public void Append(JsonObject row)
    {
        byte[] line = Encoding.UTF8.GetBytes(CanonicalJson.Flat(row) + "\n");
        try
        {
            _stream.Write(line);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw DiskErrors.Translate(exception, _path);
        }
    }

    /// <summary>Returns when the disk has every line.</summary>
    public void Sync()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw DiskErrors.Translate(exception, _path);
        }
    }

    public void Dispose() => _stream.Dispose();

    // A crash may have left half a line: the next one must not be glued to it.
    private void EndTornLine()
    {
        if (!_stream.CanSeek || _stream.Length == 0)
        {
            return;
        }

        using var reader = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        reader.Seek(-1, SeekOrigin.End);
        if (reader.ReadByte() != '\n')
        {
            _stream.WriteByte((byte)'\n');
        }
    }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Hone.Method;

/// <summary>
/// The records of a TensorBoard event file: length (8 bytes, little endian), masked CRC-32C of the length, payload (an Event message), masked CRC-32C of the payload.
/// </summary>
/// <remarks>Source: TensorFlow's TFRecord format; the mask is a rotation to the right by 15 bits plus 0xA282EAD8.</remarks>
internal sealed class EventFile
{
    private const uint MaskDelta = 0xA282EAD8;
    private const int StringType = 7;
    private const int TensorClass = 2;

    private readonly MemoryStream _bytes = new();

    /// <summary>Begins a file with its version.</summary>
    /// <param name="wallTime">Seconds since 1970.</param>
    public EventFile(double wallTime)
    {
        Append(new ProtobufWriter().Double(1, wallTime).Text(3, "brain.Event:2"));
    }

    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>One value of a curve.</summary>
    public void Scalar(double wallTime, long step, string tag, double value) =>
        Summary(wallTime, step, new ProtobufWriter().Text(1, tag).Float(2, (float)value));

    /// <summary>A text, shown as Markdown.</summary>
    public void Text(double wallTime, string tag, string text)
    {
        ProtobufWriter tensor = new ProtobufWriter().Number(1, StringType).Message(2, new ProtobufWriter()).Text(8, text);
        ProtobufWriter metadata = Metadata("text", []).Number(4, TensorClass);
        Summary(wallTime, 0, new ProtobufWriter().Text(1, tag).Message(8, tensor).Message(9, metadata));
    }

    /// <summary>The parameters of the run, for the table of hyperparameters.</summary>
    public void Hyperparameters(double wallTime, IReadOnlyDictionary<string, string> parameters, bool? succeeded, double? endTime)
    {
        var start = new ProtobufWriter();
        foreach (KeyValuePair<string, string> parameter in parameters.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            ProtobufWriter value = double.TryParse(parameter.Value, System.Globalization.CultureInfo.InvariantCulture, out double number)
                ? new ProtobufWriter().Double(2, number)
                : new ProtobufWriter().Text(3, parameter.Value);
            start.Message(1, new ProtobufWriter().Text(1, parameter.Key).Message(2, value));
        }

        Plugin(wallTime, "_hparams_/session_start_info", new ProtobufWriter().Number(1, 0).Message(3, start.Double(5, wallTime)));
        var end = new ProtobufWriter().Number(1, succeeded switch { true => 1, false => 2, null => 3 });
        Plugin(wallTime, "_hparams_/session_end_info", new ProtobufWriter().Number(1, 0).Message(4, endTime is double seconds ? end.Double(2, seconds) : end));
    }

    /// <summary>The CRC-32C of some bytes, rotated and shifted so that a checksum of data that holds checksums stays good.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }

    private static ProtobufWriter Metadata(string plugin, byte[] content)
    {
        ProtobufWriter data = new ProtobufWriter().Text(1, plugin);
        return new ProtobufWriter().Message(1, content.Length == 0 ? data : data.Bytes(2, content));
    }

    private void Plugin(double wallTime, string tag, ProtobufWriter content) =>
        Summary(wallTime, 0, new ProtobufWriter().Text(1, tag).Message(9, Metadata("hparams", content.ToArray())));

    private void Summary(double wallTime, long step, ProtobufWriter value)
    {
        ProtobufWriter record = new ProtobufWriter().Double(1, wallTime);
        if (step != 0)
        {
            record.Number(2, step);
        }

        Append(record.Message(5, new ProtobufWriter().Message(1, value)));
    }

    private void Append(ProtobufWriter message)
    {
        byte[] payload = message.ToArray();
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], MaskedCrc(header[..8]));
        Span<byte> footer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, MaskedCrc(payload));
        _bytes.Write(header);
        _bytes.Write(payload);
        _bytes.Write(footer);
    }
}

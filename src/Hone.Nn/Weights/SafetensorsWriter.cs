using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hone.Files;

namespace Hone.Nn;

/// <summary>Writes a safetensors file: length, header, data, in that order.</summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata, path));

    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata, string name)
    {
        if (tensors.ContainsKey("__metadata__"))
        {
            throw new HoneException("The name __metadata__ belongs to the format.", "a tensor of that name", name, "rename the tensor");
        }

        // Larger elements first, so that all data is aligned; then by name, so that equal content gives equal bytes.
        List<KeyValuePair<string, Tensor>> ordered = [.. tensors
            .OrderByDescending(t => DTypes.Size(t.Value.DType))
            .ThenBy(t => t.Key, StringComparer.Ordinal)];
        byte[] header = Header(ordered, metadata);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach ((_, Tensor tensor) in ordered)
        {
            WriteValues(stream, tensor);
        }
    }

    private static byte[] Header(List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                long end = offset + ((long)tensor.ElementCount * DTypes.Size(tensor.DType));
                json.WriteStartObject(name);
                json.WriteString("dtype", SafetensorsTypes.Name(tensor.DType));
                json.WriteStartArray("shape");
                foreach (int size in tensor.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        // Spaces at the end bring the data to a multiple of 8 bytes.
        int padded = (buffer.WrittenCount + Alignment - 1) / Alignment * Alignment;
        var header = new byte[padded];
        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);
        return header;
    }

    private static void WriteValues(Stream stream, Tensor tensor)
    {
        switch (tensor.DType)
        {
            case DType.Float32:
                Write(stream, tensor.ToArray<float>());
                break;
            case DType.Float64:
                Write(stream, tensor.ToArray<double>());
                break;
            case DType.Int64:
                Write(stream, tensor.ToArray<long>());
                break;
            case DType.Int32:
                Write(stream, tensor.ToArray<int>());
                break;
            case DType.UInt8:
                Write(stream, tensor.ToArray<byte>());
                break;
            default:
                Write(stream, tensor.ToArray<bool>());
                break;
        }
    }

    private static void Write<T>(Stream stream, T[] values)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
        if (!BitConverter.IsLittleEndian)
        {
            int size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
            for (int i = 0; i < bytes.Length; i += size)
            {
                bytes.Slice(i, size).Reverse();
            }
        }

        stream.Write(bytes);
    }
}

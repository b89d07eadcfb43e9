using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hone.Nn;

/// <summary>Reads the parts of a safetensors file in order: length, header, data.</summary>
internal static class SafetensorsReader
{
    public static SafetensorsContent Read(string path, Stream stream)
    {
        // 1. Length of the header: 8 bytes, little-endian.
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        if (stream.Length < prefix.Length)
        {
            throw new HoneFormatException(path, 0, "A safetensors file begins with 8 bytes that hold the length of its header.", $"{stream.Length} bytes in all");
        }

        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength || (long)length > stream.Length - prefix.Length)
        {
            throw new HoneFormatException(
                path,
                0,
                $"A header of at most {Math.Min(SafetensorsHeader.MaxLength, stream.Length - prefix.Length)} bytes.",
                $"a length of {length} bytes in a file of {stream.Length}",
                "check that the file is a safetensors file and complete");
        }

        // 2. The header, checked whole before any memory is taken for data.
        var json = new byte[length];
        stream.ReadExactly(json);
        long dataStart = prefix.Length + json.Length;
        SafetensorsHeader header = SafetensorsHeader.Parse(path, json, stream.Length - dataStart);

        // 3. The data, in order.
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (SafetensorsEntry entry in header.Entries)
        {
            tensors.Add(entry.Name, ReadTensor(path, stream, entry));
        }

        // torch's writer says so of itself.
        bool isTorch = header.Metadata.TryGetValue("format", out string? format) && format == "pt";
        return new SafetensorsContent(OriginWeights.Of(tensors, isTorch ? WeightOrigin.PyTorch : null), header.Metadata);
    }

    private static Tensor ReadTensor(string path, Stream stream, SafetensorsEntry entry)
    {
        DType type = SafetensorsTypes.Target(entry.Type) ?? throw new HoneFormatException(
            path,
            entry.HeaderPosition,
            $"Tensors of type {SafetensorsTypes.Readable}.",
            $"{entry.Type} for \"{entry.Name}\"",
            "convert the tensor with the library that made the file");
        Tensor tensor = Tensor.ZerosPersistent(ShapeOf(path, entry), type);
        switch (entry.Type)
        {
            case "F32":
                ReadInto(stream, tensor.AsSpan<float>());
                break;
            case "F64":
                ReadInto(stream, tensor.AsSpan<double>());
                break;
            case "I64":
                ReadInto(stream, tensor.AsSpan<long>());
                break;
            case "I32":
                ReadInto(stream, tensor.AsSpan<int>());
                break;
            case "U8":
                ReadInto(stream, tensor.AsSpan<byte>());
                break;
            case "F16":
                Convert<Half, float>(stream, tensor, x => (float)x);
                break;
            case "BF16":
                // The upper half of a float32.
                Convert<ushort, float>(stream, tensor, x => BitConverter.UInt32BitsToSingle((uint)x << 16));
                break;
            case "I16":
                Convert<short, int>(stream, tensor, x => x);
                break;
            case "I8":
                Convert<sbyte, int>(stream, tensor, x => x);
                break;
            default:
                Convert<byte, bool>(stream, tensor, x => x != 0);
                break;
        }

        return tensor;
    }

    private static Shape ShapeOf(string path, SafetensorsEntry entry)
    {
        if (entry.Sizes.Length > Shape.MaxRank)
        {
            throw new HoneFormatException(
                path,
                entry.HeaderPosition,
                $"A tensor has at most {Shape.MaxRank} axes.",
                $"\"{entry.Name}\" of {entry.Sizes.Length} axes",
                "join its axes with the library that made the file");
        }

        long count = 1;
        foreach (long size in entry.Sizes)
        {
            // No overflow: the header has checked the product in bits.
            count *= size;
        }

        // A block of memory is an array of bytes, which holds less than 2^31.
        int targetSize = entry.Type is "F64" or "I64" ? 8 : entry.Type is "U8" or "BOOL" ? 1 : 4;
        if (count * targetSize > int.MaxValue - 64 || entry.Sizes.Any(s => s > int.MaxValue))
        {
            throw new HoneFormatException(
                path,
                entry.HeaderPosition,
                "A tensor takes less than 2147483584 bytes in memory.",
                $"\"{entry.Name}\" of shape [{string.Join(", ", entry.Sizes)}]",
                "split the tensor with the library that made the file");
        }

        return Shape.Create(Array.ConvertAll(entry.Sizes, s => (int)s));
    }

    private static void ReadInto<T>(Stream stream, Span<T> values)
        where T : unmanaged
    {
        stream.ReadExactly(MemoryMarshal.AsBytes(values));
        if (!BitConverter.IsLittleEndian)
        {
            Swap(values);
        }
    }

    private static void Convert<TFrom, TTo>(Stream stream, Tensor tensor, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        Span<TTo> values = tensor.AsSpan<TTo>();
        var chunk = new TFrom[Math.Min(values.Length, 64 * 1024)];
        for (int start = 0; start < values.Length; start += chunk.Length)
        {
            Span<TFrom> part = chunk.AsSpan(0, Math.Min(chunk.Length, values.Length - start));
            ReadInto(stream, part);
            for (int i = 0; i < part.Length; i++)
            {
                values[start + i] = convert(part[i]);
            }
        }
    }

    private static void Swap<T>(Span<T> values)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        int size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        for (int i = 0; i < bytes.Length; i += size)
        {
            bytes.Slice(i, size).Reverse();
        }
    }
}

using System.Text.Json;

namespace Hone.Nn;

/// <summary>Reads the JSON header of a safetensors file and holds it against every rule of the format.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>Bytes before the header: its length.</summary>
    public const int PrefixLength = 8;

    /// <summary>Largest header that the format allows.</summary>
    public const long MaxLength = 100_000_000;

    private const string MetadataKey = "__metadata__";

    private readonly string _path;
    private readonly List<SafetensorsEntry> _entries = [];
    private readonly Dictionary<string, string> _metadata = [];

    private SafetensorsHeader(string path) => _path = path;

    /// <summary>Tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _entries;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Parses and checks a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="json">The bytes of the header.</param>
    /// <param name="dataLength">Bytes in the file after the header.</param>
    /// <exception cref="HoneFormatException">A rule is broken.</exception>
    public static SafetensorsHeader Parse(string path, ReadOnlySpan<byte> json, long dataLength)
    {
        var header = new SafetensorsHeader(path);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            header.ReadObject(ref reader, json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw header.Broken(PrefixLength + reader.TokenStartIndex, "The header is a JSON object of tensors.", error.Message, error);
        }

        header.RequireGapless(dataLength);
        return header;
    }

    private void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (json.Length == 0 || json[0] != (byte)'{')
        {
            throw Broken(PrefixLength, "The header begins with \"{\".", json.Length == 0 ? "an empty header" : $"byte 0x{json[0]:x2}");
        }

        reader.Read();
        var names = new HashSet<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            long position = PrefixLength + reader.TokenStartIndex;
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Broken(position, "Each name stands in the header once.", $"\"{name}\" a second time");
            }

            reader.Read();
            if (name == MetadataKey)
            {
                ReadMetadata(ref reader);
            }
            else
            {
                _entries.Add(ReadEntry(ref reader, name, position));
            }
        }

        // Nothing but white space may follow.
        reader.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(reader, JsonTokenType.StartObject, MetadataKey);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            long position = PrefixLength + reader.TokenStartIndex;
            string key = reader.GetString()!;
            reader.Read();
            Expect(reader, JsonTokenType.String, $"{MetadataKey}.{key}");
            if (!_metadata.TryAdd(key, reader.GetString()!))
            {
                throw Broken(position, "Each key of the metadata stands once.", $"\"{key}\" a second time");
            }
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name, long position)
    {
        Expect(reader, JsonTokenType.StartObject, name);
        string? type = null;
        long[]? sizes = null;
        long[]? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            long at = PrefixLength + reader.TokenStartIndex;
            string field = reader.GetString()!;
            reader.Read();
            bool repeated;
            switch (field)
            {
                case "dtype":
                    Expect(reader, JsonTokenType.String, $"{name}.dtype");
                    repeated = type is not null;
                    type = reader.GetString();
                    break;
                case "shape":
                    repeated = sizes is not null;
                    sizes = ReadNumbers(ref reader, $"{name}.shape");
                    break;
                case "data_offsets":
                    repeated = offsets is not null;
                    offsets = ReadNumbers(ref reader, $"{name}.data_offsets");
                    break;
                default:
                    throw Broken(at, "A tensor has dtype, shape and data_offsets.", $"\"{field}\" in \"{name}\"");
            }

            if (repeated)
            {
                throw Broken(at, "Each field of a tensor stands once.", $"\"{field}\" of \"{name}\" a second time");
            }
        }

        if (type is null || sizes is null || offsets is not { Length: 2 })
        {
            throw Broken(position, "A tensor has dtype, shape and two data_offsets.", $"\"{name}\" without one of them");
        }

        var entry = new SafetensorsEntry(name, type, sizes, offsets[0], offsets[1], position);
        RequireLength(entry);
        return entry;
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string what)
    {
        Expect(reader, JsonTokenType.StartArray, what);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw Broken(PrefixLength + reader.TokenStartIndex, "Sizes and offsets are whole numbers from 0 to 2^63 - 1.", what);
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>The bytes of an entry must be those of its shape and type; no product may overflow.</summary>
    private void RequireLength(SafetensorsEntry entry)
    {
        if (entry.Begin > entry.End)
        {
            throw Broken(entry.HeaderPosition, "Data begins before it ends.", $"\"{entry.Name}\" from {entry.Begin} to {entry.End}");
        }

        int bits = SafetensorsTypes.Bits(entry.Type) ?? throw Broken(
            entry.HeaderPosition,
            "A dtype of the safetensors format.",
            $"\"{entry.Type}\" for \"{entry.Name}\"");
        UInt128 total = (UInt128)bits;
        foreach (long size in entry.Sizes)
        {
            total *= (UInt128)size;
            if (total > long.MaxValue)
            {
                throw Broken(entry.HeaderPosition, "A shape whose size in bits fits 63 bits.", $"\"{entry.Name}\" of shape [{string.Join(", ", entry.Sizes)}]");
            }
        }

        if (total % 8 != 0 || (long)(total / 8) != entry.End - entry.Begin)
        {
            throw Broken(
                entry.HeaderPosition,
                $"\"{entry.Name}\" of type {entry.Type} and shape [{string.Join(", ", entry.Sizes)}] takes {(decimal)total / 8} bytes.",
                $"data_offsets [{entry.Begin}, {entry.End}]: {entry.End - entry.Begin} bytes");
        }
    }

    /// <summary>In the order of offsets each tensor begins where the one before ends; the last ends with the file.</summary>
    private void RequireGapless(long dataLength)
    {
        _entries.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long end = 0;
        foreach (SafetensorsEntry entry in _entries)
        {
            if (entry.Begin != end)
            {
                throw Broken(
                    entry.HeaderPosition,
                    "Tensors lie one after the other without holes and overlaps.",
                    $"\"{entry.Name}\" begins at {entry.Begin}, the one before ends at {end}");
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw Broken(
                null,
                $"{end} bytes of data after the header.",
                $"{dataLength} bytes",
                tryThis: dataLength < end ? "copy or download the file again: it is cut off" : null);
        }
    }

    private void Expect(in Utf8JsonReader reader, JsonTokenType expected, string what)
    {
        if (reader.TokenType != expected)
        {
            throw Broken(PrefixLength + reader.TokenStartIndex, $"A JSON {expected} for \"{what}\".", reader.TokenType.ToString());
        }
    }

    private HoneFormatException Broken(long? position, string expected, string got, Exception? inner = null, string? tryThis = null) =>
        new(_path, position, expected, got, tryThis ?? "write the file again with the library that made it", inner);
}

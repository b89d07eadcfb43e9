using System.Text;
using System.Text.Json;

namespace Hone.Learn.Data;

/// <summary>Reads rows of JSON, an array of objects or one object a line, token by token: memory is taken for the columns, not for the file.</summary>
/// <remarks>One pass, or two when a column turns out to hold text after many values of something else, as with CSV.</remarks>
internal sealed class JsonFrameReader
{
    private const int BufferLength = 1 << 16;
    private const int LongestValue = 1 << 26;
    private const int RowsBetweenChecks = 1 << 12;

    private static readonly JsonReaderOptions s_options = new() { AllowMultipleValues = true };

    private readonly CsvSource _source;
    private readonly CancellationToken _cancellationToken;
    private readonly JsonColumns _columns;
    private bool _isArray;
    private bool _hasEnded;
    private bool _isInRow;

    private JsonFrameReader(CsvSource source, JsonColumns columns, CancellationToken cancellationToken)
    {
        _source = source;
        _columns = columns;
        _cancellationToken = cancellationToken;
    }

    public static Frame Read(CsvSource source, IReadOnlyDictionary<string, ColumnKind> kinds, CancellationToken cancellationToken)
    {
        Encoding encoding = Encoding.UTF8;
        try
        {
            encoding = TextDecoding.Detect(source, CsvEncoding.Utf8);
            HashSet<string> texts = [];
            while (true)
            {
                var columns = new JsonColumns(source.Name, kinds, texts);
                new JsonFrameReader(source, columns, cancellationToken).Pass(encoding);
                if (columns.Again.Count == 0)
                {
                    return columns.Build();
                }

                texts.UnionWith(columns.Again);
            }
        }
        catch (DecoderFallbackException error)
        {
            throw TextDecoding.Invalid(source, encoding, error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw source.Damaged(error);
        }
    }

    private void Pass(Encoding encoding)
    {
        using Stream content = _source.Open(out _);
        using Stream utf8 = Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8);
        try
        {
            ReadTokens(utf8);
        }
        catch (JsonException error)
        {
            throw Malformed($"line {1 + (error.LineNumber ?? 0)}, character {error.BytePositionInLine}, {_columns.Place}: {error.Message}", "check the file with a JSON reader", error);
        }
        catch (InvalidOperationException error)
        {
            // Half of a character, such as "\ud800": legal JSON, but no text.
            throw Malformed($"{_columns.Place}: {error.Message}", "repair the text", error);
        }
    }

    private void ReadTokens(Stream utf8)
    {
        var buffer = new byte[BufferLength];
        int filled = WithoutMark(utf8, buffer);
        var state = new JsonReaderState(s_options);
        bool isEnd = false;
        while (!isEnd)
        {
            int read = utf8.Read(buffer, filled, buffer.Length - filled);
            isEnd = read == 0;
            filled += read;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, filled), isEnd, state);
            while (reader.Read())
            {
                Take(ref reader);
            }

            state = reader.CurrentState;
            int rest = filled - (int)reader.BytesConsumed;
            buffer.AsSpan((int)reader.BytesConsumed, rest).CopyTo(buffer);
            filled = rest;
            if (filled == buffer.Length)
            {
                // One value fills the buffer and goes on.
                if (buffer.Length >= LongestValue)
                {
                    throw Malformed($"a value of more than {LongestValue} bytes, {_columns.Place}", "shorten it, or close its quote", null);
                }

                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }
    }

    /// <summary>The first bytes but a byte order mark.</summary>
    private static int WithoutMark(Stream utf8, byte[] buffer)
    {
        int read = utf8.ReadAtLeast(buffer.AsSpan(0, 3), 3, throwOnEndOfStream: false);
        return buffer.AsSpan(0, read).SequenceEqual(Encoding.UTF8.Preamble) ? 0 : read;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (_hasEnded)
        {
            throw Malformed($"a second value behind an array of {_columns.RowCount} rows", "join the arrays, or write one object a line", null);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when !_isInRow:
                _isInRow = true;
                break;
            case JsonTokenType.EndObject:
                _isInRow = false;
                _columns.EndRow();
                if (_columns.RowCount % RowsBetweenChecks == 0)
                {
                    _cancellationToken.ThrowIfCancellationRequested();
                }

                break;
            case JsonTokenType.StartArray when !_isInRow && !_isArray && _columns.RowCount == 0:
                _isArray = true;
                break;
            case JsonTokenType.EndArray:
                _hasEnded = true;
                break;
            case JsonTokenType.PropertyName:
                _columns.Begin(reader.GetString()!);
                break;
            default:
                TakeValue(ref reader);
                break;
        }
    }

    private void TakeValue(ref Utf8JsonReader reader)
    {
        JsonValueKind kind = reader.TokenType switch
        {
            JsonTokenType.StartObject => JsonValueKind.Object,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.String => JsonValueKind.String,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.Null => JsonValueKind.Null,
            _ => JsonValueKind.True,
        };
        if (!_isInRow)
        {
            throw new HoneDataException("Every row is an object with names and values.", $"{kind}", $"{_source.Name}, row {_columns.RowCount}", "write rows as {\"name\": value, ...}");
        }

        bool isNested = kind is JsonValueKind.Object or JsonValueKind.Array;
        string? text = isNested || kind == JsonValueKind.Null ? null : kind == JsonValueKind.String ? reader.GetString() : Encoding.UTF8.GetString(reader.ValueSpan);
        _columns.Add(kind, text);
    }

    private HoneFormatException Malformed(string got, string remedy, Exception? error) =>
        new(_source.Name, null, "JSON: an array of objects, or one object a line.", got, remedy, error);
}

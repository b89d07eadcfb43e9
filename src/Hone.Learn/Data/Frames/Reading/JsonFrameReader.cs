using System.Text;
using System.Text.Json;

namespace Hone.Learn.Data;

/// <summary>Reads rows of JSON: an array of objects, or one object a line.</summary>
internal static class JsonFrameReader
{
    private const int RowsBetweenChecks = 1 << 12;

    public static Frame Read(CsvSource source, IReadOnlyDictionary<string, ColumnKind> kinds, CancellationToken cancellationToken)
    {
        var columns = new JsonColumns(source.Name, kinds);
        Encoding encoding = Encoding.UTF8;
        try
        {
            encoding = TextDecoding.Detect(source, CsvEncoding.Utf8);
            using Stream content = source.Open(out _);
            using StreamReader text = TextDecoding.Open(content, encoding);
            while (char.IsWhiteSpace((char)text.Peek()) && text.Peek() >= 0)
            {
                text.Read();
            }

            if (text.Peek() == '[')
            {
                ReadArray(text, columns, source, cancellationToken);
            }
            else
            {
                ReadLines(text, columns, source, cancellationToken);
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

        return columns.Build();
    }

    private static void ReadArray(StreamReader text, JsonColumns columns, CsvSource source, CancellationToken cancellationToken)
    {
        using JsonDocument document = Parse(text.ReadToEnd(), source, 1);
        foreach (JsonElement row in document.RootElement.EnumerateArray())
        {
            Add(row, columns, cancellationToken);
        }
    }

    private static void ReadLines(StreamReader text, JsonColumns columns, CsvSource source, CancellationToken cancellationToken)
    {
        for (int line = 1; text.ReadLine() is { } content; line++)
        {
            if (!string.IsNullOrWhiteSpace(content))
            {
                using JsonDocument document = Parse(content, source, line);
                Add(document.RootElement, columns, cancellationToken);
            }
        }
    }

    private static void Add(JsonElement row, JsonColumns columns, CancellationToken cancellationToken)
    {
        if (columns.RowCount % RowsBetweenChecks == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        columns.Add(row);
    }

    private static JsonDocument Parse(string json, CsvSource source, int firstLine)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            long line = firstLine + (error.LineNumber ?? 0);
            throw new HoneFormatException(source.Name, null, "JSON: an array of objects, or one object a line.", $"line {line}, character {error.BytePositionInLine}: {error.Message}", "check the file with a JSON reader", error);
        }
    }
}

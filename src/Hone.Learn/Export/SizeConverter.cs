using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hone.Learn;

/// <summary>A size that was one number before there were rectangles: squares stay one number, others are <c>{"height": ..., "width": ...}</c>. Either form is read.</summary>
internal sealed class SizeConverter : JsonConverter<Size2d>
{
    public override Size2d Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            // A number that is missing reads as 0.
            Size2d size = JsonSerializer.Deserialize(ref reader, Plain(options));
            return size is { Height: > 0, Width: > 0 } ? size : throw new JsonException("A size has a height and a width of at least 1 pixel.");
        }

        return reader.TryGetInt32(out int both) ? both : throw new JsonException("A size is a whole number of pixels.");
    }

    public override void Write(Utf8JsonWriter writer, Size2d value, JsonSerializerOptions options)
    {
        if (value.Height == value.Width)
        {
            writer.WriteNumberValue(value.Height);
            return;
        }

        JsonSerializer.Serialize(writer, value, Plain(options));
    }

    private static JsonTypeInfo<Size2d> Plain(JsonSerializerOptions options) => (JsonTypeInfo<Size2d>)options.GetTypeInfo(typeof(Size2d));
}

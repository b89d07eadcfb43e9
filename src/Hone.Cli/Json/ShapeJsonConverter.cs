using System.Text.Json;

namespace Hone.Cli;

/// <summary>Writes a shape as an array of its sizes.</summary>
internal sealed class ShapeJsonConverter : WriteOnlyJsonConverter<Shape>
{
    public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (int size in value)
        {
            writer.WriteNumberValue(size);
        }

        writer.WriteEndArray();
    }
}

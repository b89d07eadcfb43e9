using System.Text.Json;

namespace Hone.Cli;

/// <summary>Writes a table of counts, such as a confusion matrix, as an array of its rows.</summary>
internal sealed class CountTableJsonConverter : WriteOnlyJsonConverter<long[,]>
{
    public override void Write(Utf8JsonWriter writer, long[,] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (int row = 0; row < value.GetLength(0); row++)
        {
            writer.WriteStartArray();
            for (int column = 0; column < value.GetLength(1); column++)
            {
                writer.WriteNumberValue(value[row, column]);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}

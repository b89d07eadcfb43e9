using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hone.Cli;

/// <summary>The base of converters for values that the command prints and never reads.</summary>
internal abstract class WriteOnlyJsonConverter<T> : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{typeof(T).Name} is printed by the command and not read back");
}

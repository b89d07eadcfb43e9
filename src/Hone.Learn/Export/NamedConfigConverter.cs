using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hone.Learn;

/// <summary>Writes a configuration as <c>{"name": ..., "config": {...}}</c> and reads back only names of the catalog.</summary>
internal sealed class NamedConfigConverter<T>(ConfigCatalog catalog) : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object", advance: false);
        ExpectProperty(ref reader, "name");
        reader.Read();
        Expect(ref reader, JsonTokenType.String, "a text after \"name\"", advance: false);
        string name = reader.GetString()!;
        Type type = catalog.TypeOf(name, typeof(T)) ?? throw new UnknownConfigException(name, catalog.NamesOf(typeof(T)), Kind);
        ExpectProperty(ref reader, "config");
        reader.Read();
        var config = JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(type)) as T;
        Expect(ref reader, JsonTokenType.EndObject, "nothing after \"config\"", advance: true);
        return config ?? throw new JsonException($"{name} has a configuration, not null.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        string name = catalog.NameOf(value.GetType()) ?? throw new UnknownConfigException(value.GetType().Name, catalog.NamesOf(typeof(T)), Kind);
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WritePropertyName("config");
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
        writer.WriteEndObject();
    }

    private static string Kind => typeof(T) switch
    {
        Type type when type == typeof(Nn.ModelConfig) => "model or layer",
        Type type when type == typeof(ItemTransformConfig) => "item transform",
        Type type when type == typeof(BatchTransformConfig) => "batch transform",
        Type type when type == typeof(TokenizerConfig) => "tokenizer",
        _ => "step of a table",
    };

    private static void ExpectProperty(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
        {
            throw new JsonException($"{Wording.WithArticle(Kind)} is {{\"name\": ..., \"config\": {{...}}}}, and \"{name}\" was expected.");
        }
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string what, bool advance)
    {
        if (advance)
        {
            reader.Read();
        }

        if (reader.TokenType != token)
        {
            throw new JsonException($"{Wording.WithArticle(Kind)} is {{\"name\": ..., \"config\": {{...}}}}, and {what} was expected.");
        }
    }
}

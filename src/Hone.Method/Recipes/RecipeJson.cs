using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The JSON form of what recipes leave behind and print; generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(CamelCaseEnumConverter<Verdict>)])]
[JsonSerializable(typeof(CrashRecord))]
[JsonSerializable(typeof(RecipeResult))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(DryRunJson))]
[JsonSerializable(typeof(OutOfFoldScore))]
[JsonSerializable(typeof(SearchResult))]
[JsonSerializable(typeof(ReplayResult))]
internal sealed partial class RecipeJson : JsonSerializerContext;

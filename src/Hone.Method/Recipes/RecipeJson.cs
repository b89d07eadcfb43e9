using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The JSON form of what recipes leave behind and print; generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CrashRecord))]
[JsonSerializable(typeof(RecipeResult))]
internal sealed partial class RecipeJson : JsonSerializerContext;

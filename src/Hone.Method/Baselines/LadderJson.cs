using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The JSON form of a ladder; generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnumConverter<CheckOutcome>)])]
[JsonSerializable(typeof(LadderReport))]
internal sealed partial class LadderJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The JSON form of a ladder; generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnumConverter<CheckOutcome>), typeof(CamelCaseEnumConverter<Verdict>)])]
[JsonSerializable(typeof(LadderReport))]
[JsonSerializable(typeof(InputReport))]
internal sealed partial class LadderJson : JsonSerializerContext;

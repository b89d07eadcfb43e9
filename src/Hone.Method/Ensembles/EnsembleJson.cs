using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The JSON form of the records of ensembles; generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutOfFoldFile))]
internal sealed partial class EnsembleJson : JsonSerializerContext;

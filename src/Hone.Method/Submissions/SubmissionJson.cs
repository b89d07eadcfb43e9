using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>The JSON form of the ledger of submissions; generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubmissionEntry))]
internal sealed partial class SubmissionJson : JsonSerializerContext;

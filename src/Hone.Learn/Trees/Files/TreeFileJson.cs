using System.Text.Json.Serialization;

namespace Hone.Learn;

/// <summary>The JSON of models of trees; generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TreeFileContent))]
internal sealed partial class TreeFileJson : JsonSerializerContext;

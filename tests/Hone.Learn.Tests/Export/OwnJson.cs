using System.Text.Json.Serialization;

namespace Hone.Learn.Tests;

/// <summary>The JSON of a user's own configurations.</summary>
[JsonSerializable(typeof(HalfSizeConfig))]
[JsonSerializable(typeof(JoinNetConfig))]
[JsonSerializable(typeof(KeepingLayerConfig))]
[JsonSerializable(typeof(LastStepConfig))]
[JsonSerializable(typeof(LetterTokenizerConfig))]
[JsonSerializable(typeof(string))]
internal sealed partial class OwnJson : JsonSerializerContext;

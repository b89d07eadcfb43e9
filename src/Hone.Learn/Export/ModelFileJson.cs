using System.Text.Json.Serialization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>The JSON of model files; generated at compile time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ModelFileContent))]
[JsonSerializable(typeof(ResNetConfig))]
[JsonSerializable(typeof(SmallResNetConfig))]
[JsonSerializable(typeof(MultilayerPerceptronConfig))]
[JsonSerializable(typeof(SequentialConfig))]
[JsonSerializable(typeof(LinearConfig))]
[JsonSerializable(typeof(ReLUConfig))]
[JsonSerializable(typeof(FlattenConfig))]
[JsonSerializable(typeof(IdentityConfig))]
[JsonSerializable(typeof(DropoutConfig))]
[JsonSerializable(typeof(BatchNorm1dConfig))]
[JsonSerializable(typeof(BatchNorm2dConfig))]
[JsonSerializable(typeof(Conv2dConfig))]
[JsonSerializable(typeof(MaxPool2dConfig))]
[JsonSerializable(typeof(AdaptiveAvgPool2dConfig))]
[JsonSerializable(typeof(NormalizeConfig))]
internal sealed partial class ModelFileJson : JsonSerializerContext;

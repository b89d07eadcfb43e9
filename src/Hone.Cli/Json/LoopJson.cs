using System.Text.Json.Serialization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>The JSON of the commands around runs; generated at compile time, keys in camel case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(CamelCaseEnumConverter<Verdict>), typeof(CamelCaseEnumConverter<Severity>)])]
[JsonSerializable(typeof(KindsJson))]
[JsonSerializable(typeof(IReadOnlyList<SplitWear>))]
[JsonSerializable(typeof(BeliefCalibration))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(RunDetailsJson))]
[JsonSerializable(typeof(GateResult))]
[JsonSerializable(typeof(BisectResult))]
internal sealed partial class LoopJson : JsonSerializerContext
{
}

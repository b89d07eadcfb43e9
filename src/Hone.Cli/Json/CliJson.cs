using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hone.Learn.Data;
using Hone.Method;

namespace Hone.Cli;

/// <summary>The JSON that <c>--json</c> prints; generated at compile time, keys in camel case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(ShapeJsonConverter),
        typeof(CountTableJsonConverter),
        typeof(CheckReportJsonConverter),
        typeof(CamelCaseEnumConverter<Verdict>),
        typeof(CamelCaseEnumConverter<ColumnKind>),
    ])]
[JsonSerializable(typeof(StartResult))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunComparison))]
[JsonSerializable(typeof(NewProjectJson))]
[JsonSerializable(typeof(NumbersJson))]
[JsonSerializable(typeof(AddedData))]
[JsonSerializable(typeof(IReadOnlyList<ToyInfo>))]
[JsonSerializable(typeof(ToyJson))]
[JsonSerializable(typeof(DataVerification))]
[JsonSerializable(typeof(DatasetDescription))]
[JsonSerializable(typeof(DataExtremes))]
[JsonSerializable(typeof(SplitAdvice))]
[JsonSerializable(typeof(SplitJson))]
[JsonSerializable(typeof(PredictJson))]
[JsonSerializable(typeof(SegmentJson))]
[JsonSerializable(typeof(TablePredictJson))]
[JsonSerializable(typeof(RecommendJson))]
[JsonSerializable(typeof(Learn.ScoredItem))]
[JsonSerializable(typeof(TrainJson))]
[JsonSerializable(typeof(ModelJson))]
[JsonSerializable(typeof(IReadOnlyList<ModelJson>))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(SelfTestJson))]
[JsonSerializable(typeof(ReproducedJson))]
[JsonSerializable(typeof(IReadOnlyList<RowJson>))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Writes one value and the end of its line.</summary>
    public static void Write<T>(TextWriter writer, T value, JsonTypeInfo<T> type)
    {
        writer.Write(JsonSerializer.Serialize(value, type));
        writer.Write('\n');
        writer.Flush();
    }
}

using System.Text.Json.Serialization;
using Hone.Method;

namespace Hone.Cli;

/// <summary>The JSON of ensembles, submissions, the leaderboard, baselines and reports; generated at compile time, keys in camel case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(CamelCaseEnumConverter<Verdict>), typeof(CamelCaseEnumConverter<CheckOutcome>), typeof(CamelCaseEnumConverter<Severity>)])]
[JsonSerializable(typeof(ErrorCorrelation))]
[JsonSerializable(typeof(BlendJson))]
[JsonSerializable(typeof(SubmissionRow))]
[JsonSerializable(typeof(SubmissionReport))]
[JsonSerializable(typeof(LeaderboardJson))]
[JsonSerializable(typeof(LadderReport))]
[JsonSerializable(typeof(ReportJson))]
[JsonSerializable(typeof(TestJson))]
[JsonSerializable(typeof(InputReport))]
[JsonSerializable(typeof(HeadroomReport))]
[JsonSerializable(typeof(SegmentReport))]
internal sealed partial class CombineJson : JsonSerializerContext;

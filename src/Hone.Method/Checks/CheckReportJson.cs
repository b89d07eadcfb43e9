using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>A report of checks as JSON, in the form of <c>hone check --json</c>.</summary>
internal static class CheckReportJson
{
    public static JsonObject Of(string suite, string source, CheckReport report, ExitCode code) => new()
    {
        ["suite"] = suite,
        ["source"] = source,
        ["passed"] = report.Count(CheckOutcome.Pass),
        ["findings"] = report.Count(CheckOutcome.Finding),
        ["notChecked"] = report.Count(CheckOutcome.NotChecked),
        ["broken"] = report.Count(CheckOutcome.Broken),
        ["exitCode"] = (int)code,
        ["checks"] = new JsonArray([.. report.Results.Select(Of)]),
    };

    private static JsonNode Of(CheckResult result) => new JsonObject
    {
        ["id"] = result.Id,
        ["outcome"] = Word(result.Outcome),
        ["message"] = result.Message,
        ["findings"] = new JsonArray([.. result.Findings.Select(Of)]),
    };

    private static JsonNode Of(Finding finding) => new JsonObject
    {
        ["id"] = finding.Id,
        ["severity"] = Word(finding.Severity),
        ["what"] = finding.What,
        ["evidence"] = finding.Evidence,
        ["n"] = finding.N,
        ["threshold"] = finding.Threshold,
        ["howToFix"] = finding.HowToFix,
        ["why"] = finding.Why,
    };

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

using System.Text.Json;
using Hone.Testing;

namespace Hone.Cli;

/// <summary>One fault of <c>hone check --self-test --json</c>.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Kind">Where it is planted.</param>
/// <param name="Finding">How the id of the finding begins.</param>
/// <param name="Severity">How grave it must be at least.</param>
/// <param name="Found">With how many seeds it was found.</param>
/// <param name="FalseAlarms">With how many seeds its twin gave rise to an alarm.</param>
/// <param name="Seconds">How long all seeds took.</param>
/// <param name="Problems">What went wrong, with the seeds.</param>
internal sealed record FaultJson(string Name, string Kind, string Finding, string Severity, int Found, int FalseAlarms, double Seconds, IReadOnlyList<string> Problems)
{
    public static FaultJson Of(FaultResult result) => new(
        result.Fault.Name,
        JsonNamingPolicy.CamelCase.ConvertName(result.Fault.Kind.ToString()),
        result.Fault.FindingId,
        JsonNamingPolicy.CamelCase.ConvertName(result.Fault.Severity.ToString()),
        result.Found,
        result.FalseAlarms,
        Math.Round(result.Seconds, 2),
        result.Problems);
}

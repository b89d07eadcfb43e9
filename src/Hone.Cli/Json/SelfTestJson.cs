using Hone.Testing;

namespace Hone.Cli;

/// <summary>The result of <c>hone check --self-test --json</c>.</summary>
/// <param name="Faults">How many faults were planted.</param>
/// <param name="Seeds">With how many seeds each.</param>
/// <param name="Missed">Faults that were missed with at least one seed.</param>
/// <param name="FalseAlarms">Twins that gave rise to an alarm with at least one seed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Rows">One row for each fault.</param>
internal sealed record SelfTestJson(int Faults, int Seeds, int Missed, int FalseAlarms, double Seconds, IReadOnlyList<FaultJson> Rows)
{
    public static SelfTestJson Of(SelfTestReport report) =>
        new(report.Faults.Count, report.Seeds, report.Missed, report.FalseAlarms, Math.Round(report.Seconds, 1), [.. report.Faults.Select(FaultJson.Of)]);
}

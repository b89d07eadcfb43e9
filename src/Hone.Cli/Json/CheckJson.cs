using Hone.Method;

namespace Hone.Cli;

/// <summary>The result of <c>hone check --json</c>.</summary>
/// <param name="Suite">data, split, leak, metric or env.</param>
/// <param name="Source">The path or metric that was checked.</param>
/// <param name="N">How many items were checked.</param>
/// <param name="Passed">Checks that passed.</param>
/// <param name="Findings">Checks with findings.</param>
/// <param name="NotChecked">Checks that could not be made.</param>
/// <param name="Broken">Checks that failed themselves.</param>
/// <param name="ExitCode">What the command returns.</param>
/// <param name="Checks">One result per check.</param>
/// <param name="Notes">What was left out and why.</param>
internal sealed record CheckJson(string Suite, string Source, int N, int Passed, int Findings, int NotChecked, int Broken, int ExitCode, CheckReport Checks, IReadOnlyList<string> Notes)
{
    public static CheckJson Of(string suite, string source, int n, CheckReport report, ExitCode code, IReadOnlyList<string>? notes = null) => new(
        suite,
        source,
        n,
        report.Count(CheckOutcome.Pass),
        report.Count(CheckOutcome.Finding),
        report.Count(CheckOutcome.NotChecked),
        report.Count(CheckOutcome.Broken),
        (int)code,
        report,
        notes ?? []);
}

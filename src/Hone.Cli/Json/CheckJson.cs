using Hone.Method;

namespace Hone.Cli;

/// <summary>The result of <c>hone check --json</c>.</summary>
/// <param name="Suite">data, split or leak.</param>
/// <param name="Source">The path that was checked.</param>
/// <param name="N">How many items were checked.</param>
/// <param name="Passed">Checks that passed.</param>
/// <param name="Findings">Checks with findings.</param>
/// <param name="NotChecked">Checks that could not be made.</param>
/// <param name="Broken">Checks that failed themselves.</param>
/// <param name="ExitCode">What the command returns.</param>
/// <param name="Checks">One result per check.</param>
internal sealed record CheckJson(string Suite, string Source, int N, int Passed, int Findings, int NotChecked, int Broken, int ExitCode, CheckReport Checks);

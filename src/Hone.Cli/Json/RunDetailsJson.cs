using Hone.Method;

namespace Hone.Cli;

/// <summary>What <c>hone runs show --json</c> prints.</summary>
internal sealed record RunDetailsJson(RunRow Run, RunRecord? Record, Hypothesis? Hypothesis, string? Diff);

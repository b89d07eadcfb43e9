namespace Hone.Cli;

/// <summary>What <c>hone runs --json</c> prints: the runs, the newest first; only those with the same split and subset can be compared.</summary>
internal sealed record RunList(string Project, string Metric, IReadOnlyList<RunRow> Runs);

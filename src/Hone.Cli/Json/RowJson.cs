namespace Hone.Cli;

/// <summary>One row of <c>hone reproduce --list --json</c>.</summary>
internal sealed record RowJson(string Row, string Description, string Metric, double Bar);

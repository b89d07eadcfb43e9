namespace Hone.Cli;

/// <summary>What <c>hone runs export --json</c> prints.</summary>
internal sealed record ExportJson(string Form, string Directory, int Runs);

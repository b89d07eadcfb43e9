namespace Hone.Cli;

/// <summary>What <c>hone report --json</c> prints: the file, its sections, and those that are missing.</summary>
internal sealed record ReportJson(string Path, IReadOnlyList<string> Sections, IReadOnlyList<string> Missing);

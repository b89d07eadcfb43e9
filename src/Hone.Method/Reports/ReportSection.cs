namespace Hone.Method;

/// <summary>A section of a report; one without content says that it is missing and what would make it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">The content; empty when it is missing.</param>
/// <param name="Missing">What is missing and how it is made; null where nothing is.</param>
internal sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks, string? Missing = null);

namespace Hone.Method;

/// <summary>A report that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sections">Its sections, in order.</param>
/// <param name="Missing">Those of them that say that they are missing.</param>
public sealed record ReportResult(string Path, IReadOnlyList<string> Sections, IReadOnlyList<string> Missing);

namespace Hone.Method;

/// <summary>How a report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>The form; HTML by default, one file that opens anywhere.</summary>
    public ReportFormat Format { get; init; } = ReportFormat.Html;

    /// <summary>The file; null stands for <c>reports/report.html</c> or <c>reports/report.md</c> of the project.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Whether ids of single items may stand in the page; false by default, because ids can be names or paths of people's pictures. Rows and pictures are never embedded.
    /// </summary>
    public bool NameItems { get; init; }
}

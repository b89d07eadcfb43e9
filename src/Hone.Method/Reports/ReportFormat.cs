namespace Hone.Method;

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>One self-contained page.</summary>
    Html,

    /// <summary>Markdown, for a repository or a blog.</summary>
    Markdown,
}

namespace Hone.Method;

/// <summary>A part of a section of a report: plain text in one of four forms.</summary>
internal abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(string Text) : ReportBlock;

    /// <summary>A list.</summary>
    public sealed record Items(IReadOnlyList<string> Texts) : ReportBlock;

    /// <summary>Lines as they are.</summary>
    public sealed record Code(string Text) : ReportBlock;

    /// <summary>A table.</summary>
    public sealed record Table(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;
}

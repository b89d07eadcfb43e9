using System.Text;
using Hone.Learn.Plots;

namespace Hone.Method;

/// <summary>Writes sections as one HTML page or as Markdown; both say the same.</summary>
internal static class ReportWriter
{
    public static string ToHtml(string title, string subtitle, IReadOnlyList<ReportSection> sections)
    {
        var page = new HtmlPage(title, subtitle);
        foreach (ReportSection section in sections)
        {
            page.Section(section.Title);
            if (section.Missing is not null)
            {
                page.Callout(CalloutKind.NotChecked, "Missing", section.Missing);
            }

            foreach (ReportBlock block in section.Blocks)
            {
                Add(page, block);
            }
        }

        return page.ToHtml();
    }

    public static string ToMarkdown(string title, string subtitle, IReadOnlyList<ReportSection> sections)
    {
        var text = new StringBuilder($"# {Line(title)}\n\n{Line(subtitle)}\n");
        foreach (ReportSection section in sections)
        {
            text.Append($"\n## {Line(section.Title)}\n\n");
            if (section.Missing is not null)
            {
                text.Append($"> **Missing:** {Line(section.Missing)}\n");
            }

            foreach (ReportBlock block in section.Blocks)
            {
                Add(text, block);
            }
        }

        return text.ToString();
    }

    private static void Add(HtmlPage page, ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Paragraph paragraph:
                page.Paragraph(paragraph.Text);
                break;
            case ReportBlock.Items items:
                page.List(items.Texts);
                break;
            case ReportBlock.Code code:
                page.Code(code.Text);
                break;
            case ReportBlock.Table table:
                page.Table(new HtmlTable([.. table.Head.Select(head => new HtmlColumn(head))], table.Rows));
                break;
        }
    }

    private static void Add(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Paragraph paragraph:
                text.Append(Line(paragraph.Text)).Append("\n\n");
                break;
            case ReportBlock.Items { Texts.Count: 0 }:
                break;
            case ReportBlock.Items items:
                foreach (string item in items.Texts)
                {
                    text.Append("- ").Append(Line(item)).Append('\n');
                }

                text.Append('\n');
                break;
            case ReportBlock.Code code:
                text.Append($"```\n{code.Text}\n```\n\n");
                break;
            case ReportBlock.Table table:
                AddRow(text, table.Head);
                AddRow(text, [.. table.Head.Select(_ => "---")]);
                foreach (IReadOnlyList<string> row in table.Rows)
                {
                    AddRow(text, row);
                }

                text.Append('\n');
                break;
        }
    }

    private static void AddRow(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => Line(cell).Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    // Text from elsewhere stays one line and cannot open markup of its own.
    private static string Line(string text) =>
        text.ReplaceLineEndings(" ").Replace("<", "&lt;", StringComparison.Ordinal).Replace("`", "'", StringComparison.Ordinal);
}

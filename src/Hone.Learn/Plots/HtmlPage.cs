using System.Text;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Plots;

/// <summary>
/// Builds one report page that stands alone: styles and pictures inside, no script, and a content policy that forbids the browser every request.
/// It follows the reader's light or dark scheme, fits a phone, and prints. All texts are escaped; none is read as markup.
/// </summary>
/// <example>
/// <code>
/// string html = new HtmlPage("Fashion-MNIST, 20 epochs")
///     .Section("Result")
///     .Callout(CalloutKind.Pass, "One batch can be overfitted", "Loss 0.003 after 40 steps.")
///     .Figure(chart, "Loss per epoch.")
///     .ToHtml();
/// </code>
/// </example>
public sealed class HtmlPage
{
    // A table of contents under two sections would be longer than what it saves.
    private const int FewestSectionsWithContents = 3;

    private readonly StringBuilder _body = new();
    private readonly List<string> _sections = [];
    private readonly string _title;
    private readonly string _subtitle;

    /// <summary>Starts a page.</summary>
    /// <param name="title">The heading and the name in the browser's tab.</param>
    /// <param name="subtitle">A quieter line below: date, run, version. Default: empty.</param>
    public HtmlPage(string title, string subtitle = "")
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(subtitle);
        _title = title;
        _subtitle = subtitle;
    }

    /// <summary>Starts a section; it ends where the next one starts.</summary>
    /// <param name="title">The heading of the section.</param>
    /// <returns>This page.</returns>
    public HtmlPage Section(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (_sections.Count > 0)
        {
            _body.Append("</section>\n");
        }

        _sections.Add(title);
        _body.Append($"<section id=\"section-{_sections.Count}\">\n<h2>{XmlText.Escape(title)}</h2>\n");
        return this;
    }

    /// <summary>Adds a smaller heading inside the current section.</summary>
    /// <param name="title">The heading.</param>
    /// <returns>This page.</returns>
    public HtmlPage Heading(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        _body.Append($"<h3>{XmlText.Escape(title)}</h3>\n");
        return this;
    }

    /// <summary>Adds a paragraph.</summary>
    /// <param name="text">Plain text.</param>
    /// <returns>This page.</returns>
    public HtmlPage Paragraph(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _body.Append($"<p>{XmlText.Escape(text)}</p>\n");
        return this;
    }

    /// <summary>Adds a list with bullets.</summary>
    /// <param name="items">Plain texts; an empty list adds nothing.</param>
    /// <returns>This page.</returns>
    public HtmlPage List(IReadOnlyList<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count > 0)
        {
            _body.Append("<ul>\n").AppendJoin("", items.Select(item => $"<li>{XmlText.Escape(item)}</li>\n")).Append("</ul>\n");
        }

        return this;
    }

    /// <summary>Adds preformatted text: commands to try, a printed loop.</summary>
    /// <param name="text">Plain text; its line breaks are kept.</param>
    /// <returns>This page.</returns>
    public HtmlPage Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _body.Append($"<pre><code>{XmlText.Escape(text)}</code></pre>\n");
        return this;
    }

    /// <summary>Adds the few numbers that matter as large figures in a row.</summary>
    /// <param name="facts">A value and what it is: <c>("88.4%", "accuracy, n = 600, 95% interval 85.6 to 90.8")</c>; an empty list adds nothing.</param>
    /// <returns>This page.</returns>
    public HtmlPage Facts(IReadOnlyList<(string Value, string Label)> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Count == 0)
        {
            return this;
        }

        _body.Append("<dl class=\"facts\">\n");
        foreach ((string value, string label) in facts)
        {
            _body.Append($"<div><dt>{XmlText.Escape(label)}</dt><dd>{XmlText.Escape(value)}</dd></div>\n");
        }

        _body.Append("</dl>\n");
        return this;
    }

    /// <summary>Adds the outcome of a check in its color, with its icon and its word, so that it is told also without color.</summary>
    /// <param name="kind">The outcome.</param>
    /// <param name="title">What was checked.</param>
    /// <param name="text">What was found, or why it was not checked. Default: empty.</param>
    /// <returns>This page.</returns>
    public HtmlPage Callout(CalloutKind kind, string title, string text = "")
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(text);
        (string name, string icon, string word) = kind switch
        {
            CalloutKind.Pass => ("pass", "✓", "Pass"),
            CalloutKind.Finding => ("finding", "!", "Finding"),
            CalloutKind.NotChecked => ("not-checked", "–", "Not checked"),
            CalloutKind.Broken => ("broken", "✕", "Broken"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), $"Expected a value of {nameof(CalloutKind)}; got {(int)kind}. Try {nameof(CalloutKind.Finding)}."),
        };
        _body.Append($"<div class=\"callout {name}\"><span class=\"icon\" aria-hidden=\"true\">{icon}</span><div>");
        _body.Append($"<p class=\"head\"><span class=\"word\">{word}</span> {XmlText.Escape(title)}</p>");
        if (text.Length > 0)
        {
            _body.Append($"<p>{XmlText.Escape(text)}</p>");
        }

        _body.Append("</div></div>\n");
        return this;
    }

    /// <summary>Adds a table. A wide one scrolls inside the page on a small screen.</summary>
    /// <param name="table">Heads and cells.</param>
    /// <returns>This page.</returns>
    public HtmlPage Table(HtmlTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _body.Append("<div class=\"scroll\"><table>\n");
        if (table.Caption.Length > 0)
        {
            _body.Append($"<caption>{XmlText.Escape(table.Caption)}</caption>\n");
        }

        _body.Append("<thead><tr>");
        foreach (HtmlColumn column in table.Columns)
        {
            _body.Append($"<th scope=\"col\"{Class(column)}>{XmlText.Escape(column.Header)}</th>");
        }

        _body.Append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            _body.Append(row == table.EmphasizedRow ? "<tr class=\"strong\">" : "<tr>");
            for (int column = 0; column < table.Columns.Count; column++)
            {
                _body.Append($"<td{Class(table.Columns[column])}>{XmlText.Escape(table.Rows[row][column])}</td>");
            }

            _body.Append("</tr>\n");
        }

        _body.Append("</tbody>\n</table></div>\n");
        return this;
    }

    /// <summary>Adds a chart with a caption.</summary>
    /// <param name="chart">The chart; a width of 680 fills the text column.</param>
    /// <param name="caption">What to see in it. Default: empty.</param>
    /// <returns>This page.</returns>
    public HtmlPage Figure(Chart chart, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(caption);
        _body.Append("<figure>\n").Append(chart.ToSvg());
        if (caption.Length > 0)
        {
            _body.Append($"<figcaption>{XmlText.Escape(caption)}</figcaption>\n");
        }

        _body.Append("</figure>\n");
        return this;
    }

    /// <summary>Writes the page as HTML5 that is also well-formed XML.</summary>
    /// <returns>The text of the page, to be stored as UTF-8.</returns>
    public string ToHtml()
    {
        StringBuilder html = new();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n");
        html.Append($"<title>{XmlText.Escape(_title)}</title>\n<style>\n{PageStyle.Sheet}</style>\n</head>\n<body>\n<main>\n");
        html.Append($"<header>\n<h1>{XmlText.Escape(_title)}</h1>\n");
        if (_subtitle.Length > 0)
        {
            html.Append($"<p class=\"subtitle\">{XmlText.Escape(_subtitle)}</p>\n");
        }

        html.Append("</header>\n");
        AppendContents(html);
        html.Append(_body);
        html.Append(_sections.Count > 0 ? "</section>\n" : "").Append("</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Class(HtmlColumn column) => column.Alignment == ColumnAlignment.Number ? " class=\"number\"" : "";

    private void AppendContents(StringBuilder html)
    {
        if (_sections.Count < FewestSectionsWithContents)
        {
            return;
        }

        html.Append("<nav aria-label=\"Contents\">\n<ul>\n");
        for (int i = 0; i < _sections.Count; i++)
        {
            html.Append($"<li><a href=\"#section-{i + 1}\">{XmlText.Escape(_sections[i])}</a></li>\n");
        }

        html.Append("</ul>\n</nav>\n");
    }
}

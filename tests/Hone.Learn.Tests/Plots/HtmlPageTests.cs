using System.Xml;
using System.Xml.Linq;
using Hone.Learn.Plots;

namespace Hone.Learn.Tests.Plots;

public sealed class HtmlPageTests
{
    [Fact]
    public void A_page_holds_everything_it_was_given_in_order()
    {
        LineChart chart = new() { Title = "Loss", Series = [new("train", [2, 1])] };
        XElement html = Parse(new HtmlPage("Report", "run 7")
            .Facts([("88.4%", "accuracy")])
            .Section("Result").Heading("Scores").Paragraph("It works.").List(["one", "two"])
            .Section("Curves").Figure(chart, "Loss per epoch.")
            .Section("Next").Code("hone runs\nhone compare 1 2"));
        Assert.Equal(["Report"], Values(html, "h1"));
        Assert.Equal(["Result", "Curves", "Next"], Values(html, "h2"));
        Assert.Equal(["Loss per epoch."], Values(html, "figcaption"));
        Assert.Equal("hone runs\nhone compare 1 2", Values(html, "code").Single());
        string[] targets = [.. All(html, "a").Select(a => a.Attribute("href")!.Value.TrimStart('#'))];
        Assert.Equal(targets, All(html, "section").Select(s => s.Attribute("id")!.Value));
        Assert.Single(All(html, "svg"), svg => svg.HasClass("hone-plot"));
    }

    [Fact]
    public void A_page_never_needs_the_network()
    {
        string text = new HtmlPage("Report").Section("A").Figure(new LineChart { Series = [new("x", [1, 2])] }).ToHtml();
        Assert.StartsWith("<!DOCTYPE html>\n", text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
        string withoutNamespace = text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotContain("http:", withoutNamespace, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", withoutNamespace, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_stand_at_the_right_and_the_emphasized_row_is_marked()
    {
        HtmlTable table = new(
            [new("model"), new("accuracy", ColumnAlignment.Number)],
            [["majority", "0.100"], ["net", "0.884"]])
        {
            Caption = "n = 600",
            EmphasizedRow = 1,
        };
        XElement html = Parse(new HtmlPage("Report").Table(table));
        Assert.Equal(["0.100", "0.884"], All(html, "td").Where(td => td.HasClass("number")).Select(td => td.Value));
        Assert.Equal("net0.884", All(html, "tr").Single(tr => tr.HasClass("strong")).Value);
        Assert.Equal(["n = 600"], Values(html, "caption"));
        Assert.All(All(html, "th"), th => Assert.Equal("col", th.Attribute("scope")!.Value));
    }

    [Theory]
    [InlineData(CalloutKind.Pass, "pass", "Pass")]
    [InlineData(CalloutKind.Finding, "finding", "Finding")]
    [InlineData(CalloutKind.NotChecked, "not-checked", "Not checked")]
    [InlineData(CalloutKind.Broken, "broken", "Broken")]
    public void Each_outcome_is_told_by_color_icon_and_word(CalloutKind kind, string cssClass, string word)
    {
        XElement html = Parse(new HtmlPage("Report").Callout(kind, "Labels", "why"));
        XElement callout = All(html, "div").Single(div => div.HasClass("callout"));
        Assert.True(callout.HasClass(cssClass));
        Assert.Equal(word, All(callout, "span").Single(e => e.HasClass("word")).Value);
        Assert.Single(All(callout, "span"), e => e.HasClass("icon"));
    }

    [Fact]
    public void The_four_icons_differ()
    {
        string[] icons = [.. Enum.GetValues<CalloutKind>()
            .Select(kind => All(Parse(new HtmlPage("Report").Callout(kind, "x")), "span").Single(e => e.HasClass("icon")).Value)];
        Assert.Equal(4, icons.Distinct().Count());
    }

    [Fact]
    public void No_text_is_read_as_markup()
    {
        const string hostile = "<img src=x onerror=\"alert(1)\"> & \u0001";
        const string shown = "<img src=x onerror=\"alert(1)\"> & \uFFFD";
        HtmlTable table = new([new(hostile)], [[hostile]]) { Caption = hostile };
        XElement html = Parse(new HtmlPage(hostile, hostile)
            .Facts([(hostile, hostile)])
            .Section(hostile).Section(hostile).Section(hostile)
            .Heading(hostile).Paragraph(hostile).List([hostile]).Code(hostile).Table(table)
            .Callout(CalloutKind.Finding, hostile, hostile)
            .Figure(new LineChart(), hostile));
        Assert.Empty(All(html, "img"));
        foreach (string element in (string[])["h1", "h2", "h3", "li", "code", "td", "th", "caption", "dt", "dd", "figcaption", "a", "title"])
        {
            Assert.Contains(shown, Values(html, element));
        }
    }

    [Fact]
    public void A_row_of_another_length_is_refused_with_its_numbers()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new HtmlTable([new("a"), new("b")], [["1", "2"], ["3"]]));
        Assert.Contains("Expected 2 cells in each row; got 1 in row 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_outcome_is_refused_with_its_number()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new HtmlPage("Report").Callout((CalloutKind)9, "x"));
        Assert.Contains("got 9", error.Message, StringComparison.Ordinal);
    }

    private static XElement Parse(HtmlPage page)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore };
        using XmlReader reader = XmlReader.Create(new StringReader(page.ToHtml()), settings);
        return XDocument.Load(reader).Root!;
    }

    private static IEnumerable<XElement> All(XElement html, string element) => html.Descendants().Where(e => e.Name.LocalName == element);

    private static string[] Values(XElement html, string element) => [.. All(html, element).Select(e => e.Value)];
}

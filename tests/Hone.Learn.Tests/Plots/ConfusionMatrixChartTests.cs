using System.Globalization;
using System.Xml.Linq;
using Hone.Learn.Plots;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Tests.Plots;

public sealed class ConfusionMatrixChartTests
{
    private static readonly string[] Names = ["coat", "shirt", "bag"];

    private static readonly long[,] Counts =
    {
        { 90, 10, 0 },
        { 30, 70, 0 },
        { 0, 0, 0 },
    };

    [Fact]
    public void It_shows_names_counts_recall_and_precision()
    {
        XElement svg = Svg.Parse(new ConfusionMatrixChart(Counts, Names));
        Assert.Equal(Names, svg.Texts("row-name"));
        Assert.Equal(Names, svg.Texts("column-name"));
        Assert.Equal(["90", "10", "30", "70"], svg.Texts("count"));
        Assert.Equal(["90.0%", "70.0%", "–"], svg.Texts("recall"));
        Assert.Equal(["75.0%", "87.5%", "–"], svg.Texts("precision"));
    }

    [Fact]
    public void Shades_grow_with_the_share_of_the_row()
    {
        XElement svg = Svg.Parse(new ConfusionMatrixChart(new long[,] { { 64, 36 }, { 1, 3 } }, ["a", "b"]));
        double[] shades = [.. svg.All("rect", "cell").Select(e => e.Number("fill-opacity"))];
        Assert.Equal([0.8, 0.6, 0.5, 0.866], shades);
    }

    [Fact]
    public void Counts_contrast_with_their_cells_in_both_schemes()
    {
        long[,] counts = new long[40, 40];
        for (int row = 0; row < 40; row++)
        {
            counts[row, row] = row + 1;
            counts[row, (row + 1) % 40] = 40 - row;
        }

        string[] names = [.. Enumerable.Range(0, 40).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        XElement svg = Svg.Parse(new ConfusionMatrixChart(counts, names) { Width = 2000 });
        XElement[] cells = [.. svg.All("rect", "cell")];
        XElement[] texts = [.. svg.All("text", "count")];
        Assert.Equal(80, cells.Length);
        Assert.Equal(80, texts.Length);
        for (int i = 0; i < cells.Length; i++)
        {
            double opacity = cells[i].Attribute("fill-opacity") is null ? 1 : cells[i].Number("fill-opacity");
            string on = texts[i].Attribute("class")!.Value.Split(' ').Single(c => c.StartsWith("on-", StringComparison.Ordinal));
            AssertContrast(ColorScheme.Light, cells[i], opacity, on[3]);
            AssertContrast(ColorScheme.Dark, cells[i], opacity, on[4]);
        }
    }

    [Fact]
    public void Names_that_do_not_fit_their_column_are_all_turned()
    {
        string[] names = ["a", "a name much longer than its column"];
        XElement svg = Svg.Parse(new ConfusionMatrixChart(new long[,] { { 1, 1 }, { 1, 1 } }, names));
        Assert.All(svg.All("text", "column-name"), e => Assert.Contains("rotate(-45)", e.Attribute("transform")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_hundred_classes_are_drawn_and_more_are_refused_with_their_number()
    {
        string[] Names(int n) => [.. Enumerable.Range(0, n).Select(i => $"class {i}")];
        long[,] hundred = new long[100, 100];
        hundred[99, 99] = 5;
        Assert.Single(Svg.Parse(new ConfusionMatrixChart(hundred, Names(100))).All("rect", "cell"));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ConfusionMatrixChart(new long[101, 101], Names(101)));
        Assert.Contains("at most 100 classes", error.Message, StringComparison.Ordinal);
        Assert.Contains("got 101", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_that_does_not_fit_its_names_is_refused_with_its_shape()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ConfusionMatrixChart(new long[2, 3], Names));
        Assert.Contains("[3, 3] for 3 class names; got [2, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_count_is_refused_with_its_place()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ConfusionMatrixChart(new long[,] { { 1, 0 }, { -4, 1 } }, ["a", "b"]));
        Assert.Contains("got -4 at [1, 0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_change_of_the_array_does_not_change_the_chart()
    {
        long[,] counts = { { 5 } };
        ConfusionMatrixChart chart = new(counts, ["a"]);
        counts[0, 0] = 9;
        Assert.Equal(["5"], Svg.Parse(chart).Texts("count"));
    }

    private static void AssertContrast(ColorScheme scheme, XElement cell, double opacity, char letter)
    {
        Rgb fill = cell.HasClass("correct") ? scheme.Correct : scheme.Wrong;
        Rgb text = letter == 'b' ? Rgb.Black : Rgb.White;
        Assert.InRange(fill.Over(scheme.Paper, opacity).ContrastWith(text), 4.5, 21);
    }
}

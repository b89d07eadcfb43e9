using System.Xml.Linq;
using Hone.Learn.Plots;

namespace Hone.Learn.Tests.Plots;

public sealed class ChartTests
{
    // A gray PNG of one pixel.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

    public static TheoryData<Chart> EmptyCharts =>
    [
        new LineChart(),
        new DotChart(),
        new DotChart { Rows = [new("net", double.NaN, 0, 1)] },
        new BarChart { Bars = [new("only", double.NaN)] },
        new Histogram { Values = [double.NaN] },
        new ConfusionMatrixChart(new long[0, 0], []),
        new ConfusionMatrixChart(new long[2, 2], ["a", "b"]),
        new ImageGrid(),
        new SmallMultiples(),
    ];

    [Theory]
    [MemberData(nameof(EmptyCharts), DisableDiscoveryEnumeration = true)]
    public void An_empty_chart_says_so(Chart chart)
    {
        XElement svg = Svg.Parse(chart);
        Assert.Contains("no data", svg.Texts());
        Assert.Contains("no data", svg.Elements().First(e => e.Name.LocalName == "desc").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dot_chart_shows_each_row_with_its_interval()
    {
        XElement svg = Svg.Parse(new DotChart
        {
            Rows = [new("net", 0.884, 0.856, 0.907) { IsEmphasized = true }, new("majority", 0.1), new("broken", double.NaN, 0, 1)],
            Markers = [new(0.1, "chance")],
        });
        Assert.Equal(["net", "majority", "broken"], svg.Texts("label"));
        Assert.Equal(["0.884 [0.856, 0.907]", "0.100", "missing"], svg.Texts("value"));
        Assert.Equal(["chance"], svg.Texts("marker"));
        Assert.Equal(2, svg.All("circle", "dot").Count());
        XElement whisker = Assert.Single(svg.All("line", "whisker"));
        XElement dot = svg.All("circle", "dot").First();
        Assert.InRange(dot.Number("cx"), whisker.Number("x1"), whisker.Number("x2"));
    }

    [Fact]
    public void Bar_lengths_are_proportional_from_zero()
    {
        XElement svg = Svg.Parse(new BarChart { Bars = [new("a", 100) { Note = "25.0%" }, new("b", 300), new("c", double.NaN)] });
        double[] widths = [.. svg.All("rect", "bar").Select(e => e.Number("width"))];
        Assert.Equal(2, widths.Length);
        Assert.Equal(3, widths[1] / widths[0], 0.001);
        Assert.Equal(["100 · 25.0%", "300", "missing"], svg.Texts("value"));
    }

    [Fact]
    public void Negative_bars_grow_to_the_left_of_zero()
    {
        XElement svg = Svg.Parse(new BarChart { Bars = [new("up", 1), new("down", -2)] });
        XElement[] bars = [.. svg.All("rect", "bar")];
        Assert.Equal(bars[0].Number("x"), bars[1].Number("x") + bars[1].Number("width"), 0.02);
        Assert.Contains("−2", svg.Texts("value"));
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once_and_says_what_it_left_out()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i / 999.0), double.NaN, double.PositiveInfinity];
        XElement svg = Svg.Parse(new Histogram { Values = values, Bins = 10 });
        XElement[] bars = [.. svg.All("rect", "bar")];
        int counted = bars.Sum(bar => int.Parse(bar.Value.Split(": ")[1].Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1000, counted);
        Assert.Equal(10, bars.Length);
        Assert.Equal(["2 of 1,002 values are not finite and not shown"], svg.Texts("note"));
    }

    [Fact]
    public void A_histogram_of_one_value_works()
    {
        Assert.Single(Svg.Parse(new Histogram { Values = [7, 7, 7] }).All("rect", "bar"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(401)]
    public void A_number_of_bins_out_of_range_is_refused(int bins)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new Histogram { Bins = bins });
        Assert.Contains($"1 to 400 bins; got {bins}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_grid_embeds_the_bytes_and_writes_the_captions()
    {
        XElement svg = Svg.Parse(new ImageGrid { Items = [new(Pixel, "Shirt as Coat", "0.97"), new(Pixel, "<b> & co")] });
        XElement[] images = [.. svg.All("image", "pixels")];
        Assert.Equal(2, images.Length);
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(Pixel), images[0].Attribute("href")!.Value);
        Assert.Equal(["Shirt as Coat", "0.97", "<b> & co"], svg.Texts("caption"));
        Assert.Equal("Shirt as Coat, 0.97", images[0].Value);
        Assert.Contains("image-rendering:pixelated", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void First_lines_of_an_image_grid_have_the_color_of_right_and_wrong()
    {
        XElement svg = Svg.Parse(new ImageGrid { Items = [new(Pixel, "cat (right)", "cat") { IsRight = true }, new(Pixel, "dog (wrong)", "cat") { IsRight = false }, new(Pixel, "ant")] });
        Assert.Equal(["cat (right)"], svg.Texts("correct"));
        Assert.Equal(["dog (wrong)"], svg.Texts("wrong"));
        Assert.Equal(["cat (right)", "cat", "dog (wrong)", "cat", "ant"], svg.Texts("caption"));
    }

    [Fact]
    public void An_image_grid_keeps_every_image_inside_its_picture()
    {
        XElement svg = Svg.Parse(new ImageGrid { Width = 400, Items = [.. Enumerable.Range(0, 23).Select(i => new ImageGridItem(Pixel, "item"))] });
        Assert.Equal(23, svg.All("image").Count());
        Assert.All(svg.All("image"), image =>
        {
            Assert.InRange(image.Number("x") + image.Number("width"), 0, 400);
            Assert.InRange(image.Number("y") + image.Number("height"), 0, svg.Number("height"));
        });
    }

    [Fact]
    public void Bytes_that_are_no_png_are_refused_with_their_start()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ImageGridItem([0xFF, 0xD8, 0xFF], "photo"));
        Assert.Contains("got 3 bytes that start with 'FFD8FF'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_size_out_of_range_is_refused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new ImageGrid { CellSize = 2 });
        Assert.Contains("16 to 1000 pixels; got 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_multiples_stand_side_by_side_without_overlap()
    {
        LineChart panel = new() { Title = "loss", Series = [new("", [1, 2])] };
        XElement svg = Svg.Parse(new SmallMultiples { Title = "all", Columns = 2, Charts = [panel, panel, panel] });
        XElement[] panels = [.. svg.Elements().Where(e => e.Name.LocalName == "svg")];
        Assert.Equal(3, panels.Length);
        Assert.True(panels[0].Number("x") + panels[0].Number("width") < panels[1].Number("x"));
        Assert.True(panels[0].Number("y") + panels[0].Number("height") < panels[2].Number("y"));
        Assert.Equal(["loss", "loss", "loss"], svg.Texts("panel-title"));
    }

    [Fact]
    public void Zero_columns_are_refused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new SmallMultiples { Columns = 0 });
        Assert.Contains("1 column or more; got 0", error.Message, StringComparison.Ordinal);
    }
}

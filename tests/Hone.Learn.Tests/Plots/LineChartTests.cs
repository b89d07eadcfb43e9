using System.Globalization;
using System.Xml.Linq;
using Hone.Learn.Plots;

namespace Hone.Learn.Tests.Plots;

public sealed class LineChartTests
{
    private static readonly double[] Falling = [2.3, 1.1, 0.7, 0.5, 0.45];

    [Fact]
    public void Each_line_is_named_at_its_end_and_axes_carry_their_names()
    {
        XElement svg = Svg.Parse(new LineChart
        {
            Title = "Loss",
            XLabel = "epoch",
            YLabel = "loss",
            Series = [new("train", Falling), new("valid", [2.0, 1.3, 0.9, 0.8, 0.8])],
        });
        Assert.Equal(["train", "valid"], svg.Texts("label").Order());
        Assert.Equal(["epoch →", "↑ loss"], svg.Texts("name").Order());
        Assert.Equal("Loss", svg.Elements().First(e => e.Name.LocalName == "title").Value);
        Assert.Equal("img", (string?)svg.Attribute("role"));
        string description = svg.Elements().First(e => e.Name.LocalName == "desc").Value;
        Assert.Contains("train, 5 points from 2.3 to 0.45", description, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticks_and_points_stay_inside_the_plot_area()
    {
        XElement svg = Svg.Parse(new LineChart { XLabel = "epoch", Series = [new("train", Falling)] });
        XElement area = svg.All("svg").Single();
        double left = area.Number("x") + 5;
        double top = area.Number("y") + 5;
        double right = left + area.Number("width") - 10;
        double bottom = top + area.Number("height") - 10;
        foreach (XElement tick in svg.Group("x-axis").All("text", "tick"))
        {
            Assert.InRange(tick.Number("x"), left - 1, right + 1);
        }

        foreach (XElement line in svg.Group("y-axis").All("line", "grid"))
        {
            Assert.InRange(line.Number("y1"), top - 1, bottom + 1);
        }

        foreach ((double x, double y) in svg.All("path", "line").Single().Points())
        {
            Assert.InRange(x, 4.9, 5.1 + right - left);
            Assert.InRange(y, 4.9, 5.1 + bottom - top);
        }
    }

    [Fact]
    public void Values_that_are_not_finite_are_gaps()
    {
        XElement svg = Svg.Parse(new LineChart { Series = [new("train", [1, 2, double.NaN, 3, double.PositiveInfinity, 5, 6])] });
        string data = svg.All("path", "line").Single().Attribute("d")!.Value;
        Assert.Equal(3, data.Count(c => c == 'M'));
        Assert.Equal(5, svg.All("circle").Count());
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_and_negative_values_are_gaps_on_a_logarithmic_axis()
    {
        XElement svg = Svg.Parse(new LineChart { YScale = AxisScale.Logarithmic, Series = [new("norm", [1, 0, 10, -5, 100])] });
        Assert.Equal(3, svg.All("circle").Count());
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN, double.NegativeInfinity })]
    public void Nothing_to_show_says_no_data(double[] values)
    {
        Assert.Contains("no data", Svg.Parse(new LineChart { Series = [new("train", values)] }).Texts());
        Assert.Contains("no data", Svg.Parse(new LineChart()).Texts());
    }

    [Fact]
    public void One_point_is_drawn_as_a_dot()
    {
        XElement svg = Svg.Parse(new LineChart { Series = [new("train", [0.5])] });
        XElement dot = Assert.Single(svg.All("circle"));
        Assert.True(double.IsFinite(dot.Number("cx")) && double.IsFinite(dot.Number("cy")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void A_hundred_thousand_points_stay_under_200_kilobytes_and_keep_the_spike(int seriesCount)
    {
        double[] y = [.. Enumerable.Range(0, 100_000).Select(i => Math.Sin(i * 12.9898) * 0.1)];
        y[54_321] = 9;
        LineChart chart = new() { YMin = -1, YMax = 10, Series = [.. Enumerable.Range(0, seriesCount).Select(i => new LineSeries($"layer {i}", y))] };
        string text = chart.ToSvg();
        Assert.InRange(text.Length, 1000, 200_000);

        // 9 of [-1, 10] is a tenth from the top, less a margin of 5 pixels.
        XElement svg = XDocument.Parse(text).Root!;
        double height = svg.All("svg").Single().Number("height") - 10;
        double highest = svg.All("path", "line").First().Points().Min(p => p.Y);
        Assert.Equal(5 + (height / 11), highest, 0.2);
    }

    [Fact]
    public void Points_out_of_order_are_joined_by_x()
    {
        XElement svg = Svg.Parse(new LineChart { Series = [new("curve", [3, 1, 2], [30, 10, 20])] });
        double[] xs = [.. svg.All("path", "line").Single().Points().Select(p => p.X)];
        Assert.Equal(xs.Order(), xs);
    }

    [Fact]
    public void A_finder_curve_has_decades_below_and_its_suggestion_marked()
    {
        double[] rates = [.. Enumerable.Range(0, 71).Select(i => Math.Pow(10, -7 + (i / 10.0)))];
        XElement svg = Svg.Parse(new LineChart
        {
            XScale = AxisScale.Logarithmic,
            Series = [new("", rates, [.. rates.Select(r => 2 - r)])],
            XMarkers = [new(1e-3, "valley 1e-3"), new(double.NaN, "none"), new(0, "zero")],
        });
        Assert.Contains("1e-4", svg.Texts("tick"));
        Assert.Equal(["valley 1e-3"], svg.Texts("marker"));
        XElement rule = Assert.Single(svg.All("line", "rule"));
        XElement area = svg.All("svg").Single();
        double fraction = (rule.Number("x1") - area.Number("x") - 5) / (area.Number("width") - 10);
        Assert.Equal(4 / 7.0, fraction, 0.005);
    }

    [Fact]
    public void Labels_of_lines_that_end_together_do_not_overlap()
    {
        XElement svg = Svg.Parse(new LineChart { Series = [.. Enumerable.Range(0, 6).Select(i => new LineSeries($"line {i}", [1, 2]))] });
        double[] heights = [.. svg.All("text", "label").Select(e => e.Number("y")).Order()];
        Assert.Equal(6, heights.Length);
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 12));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_in_every_culture()
    {
        LineChart chart = new() { Title = "Loss", Series = [new("train", [1234.5, 0.001, -7.25])], ShowLastValue = true };
        CultureInfo before = CultureInfo.CurrentCulture;
        string first = chart.ToSvg();
        CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = commas;
            Assert.Equal(first, (chart with { }).ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_text_is_escaped_and_forbidden_characters_are_replaced()
    {
        const string hostile = "<script>alert('x')</script> & \"q\" \0 \uD800";
        LineChart chart = new() { Title = hostile, Subtitle = hostile, XLabel = hostile, YLabel = hostile, Width = 2000, Series = [new(hostile, [1, 2])] };
        XElement svg = Svg.Parse(chart);
        Assert.Empty(svg.All("script"));
        Assert.Contains("<script>alert('x')</script> & \"q\" \uFFFD \uFFFD", svg.Texts("title"));
    }

    [Fact]
    public void Different_lengths_of_x_and_y_are_refused_with_both_numbers()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LineSeries("train", [1, 2, 3], [1, 2]));
        Assert.Contains("3 x and 2 y", error.Message, StringComparison.Ordinal);
        Assert.Contains("'train'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_width_out_of_range_is_refused_with_its_number()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new LineChart { Width = 20 });
        Assert.Contains("160 to 4000", error.Message, StringComparison.Ordinal);
        Assert.Contains("got 20", error.Message, StringComparison.Ordinal);
    }
}

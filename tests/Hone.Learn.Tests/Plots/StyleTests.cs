using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Tests.Plots;

public sealed class StyleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_text_color_is_legible_on_paper_and_surface(bool dark)
    {
        ColorScheme scheme = dark ? ColorScheme.Dark : ColorScheme.Light;
        foreach (Rgb color in (Rgb[])[scheme.Ink, scheme.Muted, .. scheme.Series])
        {
            Assert.True(color.ContrastWith(scheme.Paper) >= 4.5, $"{color} on paper");
            Assert.True(color.ContrastWith(scheme.Surface) >= 4.5, $"{color} on surface");
        }
    }

    [Fact]
    public void Contrast_of_black_and_white_is_21()
    {
        Assert.Equal(21, Rgb.Black.ContrastWith(Rgb.White), 9);
    }

    [Fact]
    public void The_better_of_black_and_white_is_always_legible()
    {
        for (int gray = 0; gray < 256; gray++)
        {
            Rgb color = new((byte)gray, (byte)gray, (byte)gray);
            Assert.True(color.ContrastWith(color.ReadableText()) >= 4.5, $"gray {gray}");
        }
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.8734, "0.8734")]
    [InlineData(12.345, "12.35")]
    [InlineData(1234.56, "1,235")]
    [InlineData(0.0000321, "3.21e-5")]
    [InlineData(-0.5, "−0.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Short_numbers_have_about_four_digits(double value, string expected)
    {
        Assert.Equal(expected, NumberText.Short(value));
    }

    [Fact]
    public void Text_that_does_not_fit_ends_in_an_ellipsis_inside_its_room()
    {
        string fitted = TextMeasure.Fit("a very long class name indeed", 12, 80);
        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.InRange(TextMeasure.Width(fitted, 12), 40, 80);
        Assert.Equal("short", TextMeasure.Fit("short", 12, 80));
        string end = TextMeasure.FitEnd("train/colts-foot/image_0905.jpg", 12, 120);
        Assert.StartsWith("…", end);
        Assert.EndsWith("image_0905.jpg", end);
        Assert.InRange(TextMeasure.Width(end, 12), 100, 120);
        Assert.Equal("short", TextMeasure.FitEnd("short", 12, 80));
    }

    [Fact]
    public void Labels_are_spread_in_order_and_stay_inside()
    {
        double[] placed = LabelLayout.Spread([98, 99, 10, 97], 15, 0, 100);
        Assert.Equal([85, 100, 10, 70], placed);
        double[] crowded = LabelLayout.Spread([50, 50, 50], 80, 0, 100);
        Assert.Equal([0, 50, 100], crowded.Order());
    }
}

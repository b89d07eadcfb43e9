namespace Hone.Method.Tests;

public sealed class SplitSubsetTests
{
    [Fact]
    public void Five_percent_of_four_thousand_two_hundred_is_two_hundred_and_ten_with_equal_classes()
    {
        SplitData data = Samples.Data(Enumerable.Repeat(600, 10).ToArray());
        Split split = Samples.Split(Enumerable.Repeat(600, 10).ToArray());
        string[] classes = split.TrainIndices.Select(index => data.Classes![index]).ToArray();

        SplitSubset subset = split.Subset(0.05, classes);

        Assert.Equal(210, subset.TrainIndices.Count);
        Assert.All(subset.TrainIndices.GroupBy(index => data.Classes![index]), group => Assert.Equal(21, group.Count()));
        Assert.Equal("5%", subset.Label);
        Assert.Equal(0, subset.RaisedClasses);
    }

    [Fact]
    public void A_class_that_the_fraction_would_empty_keeps_one_item_and_is_counted()
    {
        SplitData data = Samples.Data(1000, 20);
        Split split = Samples.Split(1000, 20);
        string[] classes = split.TrainIndices.Select(index => data.Classes![index]).ToArray();

        SplitSubset subset = split.Subset(0.01, classes);

        Assert.Equal(8, subset.TrainIndices.Count);
        Assert.Equal(1, subset.RaisedClasses);
    }

    [Fact]
    public void Twenty_is_asked_back_as_twenty_percent()
    {
        SplitException fromText = Assert.Throws<SplitException>(() => SplitSubset.ParseFraction("20"));
        SplitException fromCode = Assert.Throws<SplitException>(() => Samples.Split(100, 100).Subset(20, null));

        Assert.All([fromText, fromCode], error =>
        {
            Assert.Contains("did you mean 20%?", error.Message, StringComparison.Ordinal);
            Assert.Contains("2000%", error.Message, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Usage, error.ExitCode);
        });
    }

    [Theory]
    [InlineData("1%", 0.01)]
    [InlineData("0.05", 0.05)]
    [InlineData(" 12.5% ", 0.125)]
    [InlineData("100%", 1)]
    public void Fractions_are_read_as_people_write_them(string text, double expected)
    {
        Assert.Equal(expected, SplitSubset.ParseFraction(text), 12);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-5%")]
    [InlineData("many")]
    [InlineData("NaN")]
    [InlineData("500%")]
    public void What_is_no_fraction_is_refused(string text)
    {
        Assert.Equal(ExitCode.Usage, Assert.Throws<SplitException>(() => SplitSubset.ParseFraction(text)).ExitCode);
    }
}

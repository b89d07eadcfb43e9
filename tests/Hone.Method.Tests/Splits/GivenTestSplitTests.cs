namespace Hone.Method.Tests.Splits;

public sealed class GivenTestSplitTests
{
    private static readonly SplitData Data = new()
    {
        Ids = Enumerable.Range(0, 100).Select(i => $"item-{i}").ToArray(),
        Classes = Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "even" : "odd").ToArray(),
    };

    [Fact]
    public void The_given_test_part_is_kept_and_the_rest_is_stratified()
    {
        int[] test = Enumerable.Range(80, 20).ToArray();
        Split split = Split.GivenTest(Data, test, new SplitOptions { Fractions = new SplitFractions { Valid = 0.25 }, Seed = 7 });
        Assert.Equal(test, split.TestIndices);
        Assert.Equal(60, split.TrainIndices.Count);
        Assert.Equal(20, split.ValidIndices.Count);
        Assert.Equal(10, split.ValidIndices.Count(index => index % 2 == 0));
        Assert.Equal(SplitStrategy.GivenTest, split.Strategy);
    }

    [Theory]
    [InlineData(new int[0], "0 indices")]
    [InlineData(new[] { 1, 1 }, "2 indices, 1 different")]
    [InlineData(new[] { 5, 100 }, "1 outside 0 to 99")]
    public void A_test_part_that_is_no_part_is_refused_with_the_counts(int[] test, string expected)
    {
        var error = Assert.Throws<SplitException>(() => Split.GivenTest(Data, test));
        Assert.Contains(expected, error.Message);
    }
}

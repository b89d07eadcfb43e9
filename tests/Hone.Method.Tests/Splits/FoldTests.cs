namespace Hone.Method.Tests;

public sealed class FoldTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Random_folds_differ_by_one_item_at_most_and_leave_the_test_part_out(double test)
    {
        Split split = Split.Random(new SplitData { Ids = Ids(103) }, new() { Folds = 5, Fractions = new() { Test = test }, Seed = 3 });

        int[] sizes = split.GetFolds().Select(fold => fold.ValidIndices.Count).ToArray();
        Assert.Equal(103 - split.TestIndices.Count, sizes.Sum());
        Assert.True(sizes.Max() - sizes.Min() <= 1);
        Assert.All(split.TestIndices, index => Assert.Equal(-1, split.Folds![index]));
        Assert.Equal(split.ValidIndices, split.GetFolds()[0].ValidIndices);
        Assert.Equal(split.TrainIndices, split.GetFolds()[0].TrainIndices);
        Assert.Equal((1 - test) / 5, split.Options.Fractions.Valid, 12);
    }

    [Fact]
    public void Stratified_folds_keep_every_class_within_one_item()
    {
        Split split = Split.Stratified(Samples.Data(50, 23, 11), new() { Folds = 4, Fractions = new() { Test = 0.2 }, Seed = 1 });

        foreach (IGrouping<string, int> members in Members(split))
        {
            int[] counts = Enumerable.Range(0, 4).Select(fold => members.Count(index => split.Folds![index] == fold)).ToArray();
            Assert.True(counts.Max() - counts.Min() <= 1, $"{members.Key}: {string.Join(", ", counts)}");
        }

        Assert.Equal(4, split.ClassShares!.FoldDeviations!.Count);
        Assert.All(split.ClassShares.FoldDeviations, deviation => Assert.InRange(deviation, 0, 0.05));
    }

    [Fact]
    public void A_class_with_fewer_items_than_folds_is_refused_with_the_largest_feasible_k()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Stratified(Samples.Data(50, 3, 40), new() { Folds = 5 }));

        Assert.Contains("class 'c1' with 3; 1 of 3 classes are too small", error.Message, StringComparison.Ordinal);
        Assert.Contains("the largest feasible k is 3", error.Try, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Equal(3, Split.Stratified(Samples.Data(50, 3, 40), new() { Folds = 3 }).FoldCount);
    }

    [Fact]
    public void More_folds_than_items_are_refused_with_the_largest_feasible_k()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Random(new SplitData { Ids = Ids(4) }, new() { Folds = 5 }));

        Assert.Contains("4 items outside the test part", error.Got, StringComparison.Ordinal);
        Assert.Contains("the largest feasible k is 4", error.Try, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    [InlineData(1001)]
    public void A_number_of_folds_that_makes_no_sense_is_refused(int folds)
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Random(new SplitData { Ids = Ids(40) }, new() { Folds = folds }));

        Assert.Contains($"{folds} folds", error.Got, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public void A_split_without_folds_says_how_to_get_some()
    {
        SplitException error = Assert.Throws<SplitException>(() => Samples.Split(40, 30).GetFolds());

        Assert.Contains("--folds 5", error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_stratified_by_quantiles_and_equal_numbers_stay_together()
    {
        double[] values = Enumerable.Range(0, 200).Select(i => i < 60 ? 0.0 : Math.Pow(i, 1.5)).ToArray();
        var data = new SplitData { Ids = Ids(200), Values = values };

        Split split = Split.Stratified(data, new() { Fractions = new() { Valid = 0.25 }, Seed = 2 });

        Assert.Equal("001: 0 to 0", split.ClassShares!.Classes[0]);
        Assert.InRange(split.ClassShares.Classes.Count, 6, 10);
        Assert.InRange(split.ClassShares.MaxDeviation, 0, 0.01);
        double all = values.Average();
        Assert.InRange(split.ValidIndices.Average(index => values[index]), all * 0.9, all * 1.1);
    }

    [Fact]
    public void Few_numbers_get_as_many_quantiles_as_fill_every_fold()
    {
        var data = new SplitData { Ids = Ids(12), Values = Enumerable.Range(0, 12).Select(i => (double)i).ToArray() };

        Split split = Split.Stratified(data, new() { Folds = 5 });

        Assert.Equal(2, split.ClassShares!.Classes.Count);
        Assert.Equal(5, split.FoldCount);
    }

    [Fact]
    public void A_missing_number_is_named_before_it_is_stratified()
    {
        var data = new SplitData { Ids = Ids(12), Values = Enumerable.Range(0, 12).Select(i => i == 7 ? double.NaN : i).ToArray() };

        SplitException error = Assert.Throws<SplitException>(() => Split.Stratified(data));

        Assert.Contains("1 that are missing or infinite: item 7 ('id 7') is NaN", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_test_part_stays_and_the_rest_is_dealt_into_folds()
    {
        SplitData data = Samples.Data(30, 30);

        Split split = Split.GivenTest(data, [0, 1, 2, 30, 31], new() { Folds = 5, Seed = 4 });

        Assert.Equal([0, 1, 2, 30, 31], split.TestIndices);
        Assert.Equal(5, split.FoldCount);
        Assert.Equal(55, split.GetFolds().Sum(fold => fold.ValidIndices.Count));
    }

    private static string[] Ids(int count) => Enumerable.Range(0, count).Select(i => $"id {i}").ToArray();

    private static IEnumerable<IGrouping<string, int>> Members(Split split)
    {
        SplitData data = Samples.Data(50, 23, 11);
        return split.TrainIndices.Concat(split.ValidIndices).GroupBy(index => data.Classes![index]);
    }
}

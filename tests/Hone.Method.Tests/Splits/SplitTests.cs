namespace Hone.Method.Tests;

public sealed class SplitTests
{
    [Fact]
    public void Stratified_split_of_six_thousand_images_gives_every_class_the_same_counts()
    {
        Split split = Samples.Split(Enumerable.Repeat(600, 10).ToArray());

        Assert.Equal((4200, 1200, 600), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count));
        Assert.All(split.ClassShares!.Valid, count => Assert.Equal(120, count));
        Assert.Equal(0, split.ClassShares.MaxDeviation, 12);
    }

    [Fact]
    public void Parts_have_the_size_that_was_asked_for_when_no_class_divides_evenly()
    {
        Split split = Split.Stratified(Samples.Data(Enumerable.Repeat(15, 100).ToArray()), new() { Fractions = new() { Valid = 0.1, Test = 0.1 } });

        Assert.Equal((1200, 150, 150), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count));
    }

    [Fact]
    public void Another_seed_gives_another_split_and_the_same_seed_the_same()
    {
        SplitData data = Samples.Data(50, 50);

        Split one = Split.Stratified(data, new() { Seed = 1 });

        Assert.Equal(one.Parts, Split.Stratified(data, new() { Seed = 1 }).Parts);
        Assert.NotEqual(one.Parts, Split.Stratified(data, new() { Seed = 2 }).Parts);
    }

    [Fact]
    public void The_split_of_a_seed_never_changes_between_versions()
    {
        Split split = Split.Stratified(Samples.Data(10, 10), new() { Seed = 42 });

        // Computed apart from this code: FNV-1a and SplitMix64 written out in another language.
        Assert.Equal(["id 4", "id 5", "id 14", "id 19"], split.ValidIndices.Select(index => split.Ids[index]));
    }

    [Fact]
    public void A_class_with_too_few_items_is_refused_with_its_numbers_and_fractions_that_would_do()
    {
        SplitException error = Assert.Throws<SplitException>(
            () => Split.Stratified(Samples.Data(100, 4, 100), new() { Fractions = new() { Valid = 0.1, Test = 0.1 } }));

        Assert.Contains("class 'c1' with 4 items gives 4 train, 0 valid, 0 test; 1 of 3 classes are too small", error.Message, StringComparison.Ordinal);
        Assert.Contains("50% / 25% / 25%", error.Message, StringComparison.Ordinal);
        Assert.Contains("a stratified split of 204 items", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_class_with_fewer_items_than_parts_is_told_that_no_fractions_will_do()
    {
        SplitException error = Assert.Throws<SplitException>(
            () => Split.Stratified(Samples.Data(100, 2), new() { Fractions = new() { Valid = 0.1, Test = 0.1 } }));

        Assert.Contains("no fractions put 2 items into 3 parts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_split_has_exact_sizes_and_refuses_to_lose_a_class()
    {
        Split split = Split.Random(new SplitData { Ids = Samples.Data(100).Ids }, new() { Fractions = new() { Valid = 0.2, Test = 0.1 } });
        SplitException error = Assert.Throws<SplitException>(() => Split.Random(Samples.Data(100, 1)));

        Assert.Equal((70, 20, 10), (split.TrainIndices.Count, split.ValidIndices.Count, split.TestIndices.Count));
        Assert.Null(split.ClassShares);
        Assert.Contains("'c1' with 1 items", error.Message, StringComparison.Ordinal);
        Assert.Contains("stratified", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_occurs_twice_is_named_with_both_rows()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Random(new SplitData { Ids = ["a", "b", "a"] }));

        Assert.Contains("id 'a' twice", error.Message, StringComparison.Ordinal);
        Assert.Contains("items 0 and 2 of 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_another_length_are_refused_with_both_numbers()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Stratified(new SplitData { Ids = ["a", "b", "c"], Classes = ["x", "y"] }));

        Assert.Contains("3 items and 2 classes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(0.6, 0.4)]
    [InlineData(20, 10)]
    [InlineData(double.NaN, 0)]
    public void Fractions_that_leave_a_part_nothing_are_refused(double valid, double test)
    {
        SplitException error = Assert.Throws<SplitException>(
            () => Split.Random(Samples.Data(100), new() { Fractions = new() { Valid = valid, Test = test } }));

        Assert.Contains($"valid {Numbers.Plain(valid)}, test {Numbers.Plain(test)}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strategy_that_gives_an_item_to_two_parts_or_to_none_is_caught()
    {
        SplitData data = new() { Ids = ["a", "b", "c"] };
        var fractions = new SplitFractions();

        SplitException twice = Assert.Throws<SplitException>(
            () => SplitPostConditions.Assert(new SplitAssignment([0, 1], [1, 2], []), data, new SplitOptions { Fractions = fractions }, SplitStrategy.Random));
        SplitException none = Assert.Throws<SplitException>(
            () => SplitPostConditions.Assert(new SplitAssignment([0], [1], []), data, new SplitOptions { Fractions = fractions }, SplitStrategy.Random));
        SplitException empty = Assert.Throws<SplitException>(
            () => SplitPostConditions.Assert(new SplitAssignment([0, 1, 2], [], []), data, new SplitOptions { Fractions = fractions }, SplitStrategy.Random));

        Assert.Contains("item 'b' in Train and in Valid", twice.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 3 items in none", none.Message, StringComparison.Ordinal);
        Assert.Contains("0 of 3 items in the valid part", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_deviation_of_a_class_share_is_reported()
    {
        // 8 of 10 are c0. Train has 4 of 5, valid 4 of 5: no deviation. Move one: train 3 of 5 = 0.6 against 0.8.
        string[] classes = ["a", "a", "a", "b", "b", "a", "a", "a", "a", "a"];
        ClassShares shares = ClassShares.Of(classes, new SplitAssignment([0, 1, 2, 3, 4], [5, 6, 7, 8, 9], []));

        Assert.Equal(0.2, shares.MaxDeviation, 12);
    }
}

namespace Hone.Method.Tests;

public sealed class OtherSplitTests
{
    [Fact]
    public void New_rows_never_move_old_ones_in_a_split_by_hash()
    {
        var options = new SplitOptions { Fractions = new() { Valid = 0.2, Test = 0.1 }, Seed = 5 };

        Split before = Split.Hash(new SplitData { Ids = Ids(1000) }, options);
        Split after = Split.Hash(new SplitData { Ids = Ids(3000) }, options);
        Split folds = Split.Hash(new SplitData { Ids = Ids(1000) }, options with { Folds = 5 });

        Assert.Equal(before.Parts, after.Parts.Take(1000));
        Assert.InRange(after.ValidIndices.Count, 540, 660);
        Assert.InRange(after.TestIndices.Count, 250, 350);
        Assert.Equal(before.TestIndices, folds.TestIndices);
        Assert.Equal(folds.Folds!, Split.Hash(new SplitData { Ids = Ids(3000) }, options with { Folds = 5 }).Folds!.Take(1000));
    }

    [Fact]
    public void A_split_by_hash_keeps_groups_whole()
    {
        var data = new SplitData { Ids = Ids(600), Groups = Enumerable.Range(0, 600).Select(i => $"boat {i % 60}").ToArray() };

        Assert.Equal(0, Split.Hash(data, new() { Fractions = new() { Valid = 0.3, Test = 0.2 } }).Groups!.Shared);
        Assert.Equal(3, Split.Hash(data, new() { Folds = 3 }).FoldCount);
    }

    [Fact]
    public void A_part_that_a_hash_leaves_empty_is_refused()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Hash(new SplitData { Ids = Ids(3) }, new() { Fractions = new() { Valid = 0.01 } }));

        Assert.Contains("0 of 3 items in the valid part", error.Got, StringComparison.Ordinal);
        Assert.Contains("on average", error.Try, StringComparison.Ordinal);
        Assert.Contains("fold", Assert.Throws<SplitException>(() => Split.Hash(new SplitData { Ids = Ids(6) }, new() { Folds = 6 })).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_words_gives_the_parts()
    {
        IReadOnlyList<Part> parts = PredefinedParts.FromWords(["train", "Training", "val", "dev", "validation", "test"]);
        Split split = Split.Predefined(new SplitData { Ids = Ids(6) }, parts);

        Assert.Equal([Part.Train, Part.Train, Part.Valid, Part.Valid, Part.Valid, Part.Test], split.Parts);
        Assert.Equal(0.5, split.Options.Fractions.Valid);
        SplitException error = Assert.Throws<SplitException>(() => PredefinedParts.FromWords(["train", "holdout", null, "x", "y"]));
        Assert.Contains("4 of 5 that are not: row 1: 'holdout', row 2: nothing, row 3: 'x'", error.Got, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_column_of_numbers_gives_the_folds()
    {
        (IReadOnlyList<Part> parts, IReadOnlyList<int> folds) = PredefinedParts.FromFolds(["0", "1", "2", "1", "0"]);
        Split split = Split.Predefined(new SplitData { Ids = Ids(5) }, parts, folds);

        Assert.Equal([0, 4], split.ValidIndices);
        Assert.Equal([1, 3], split.GetFolds()[1].ValidIndices);
        Assert.Equal([0, 2, 4], split.GetFolds()[1].TrainIndices);
        Assert.Contains("row 1: 'a'", Assert.Throws<SplitException>(() => PredefinedParts.FromFolds(["0", "a"])).Got, StringComparison.Ordinal);
        Assert.Contains("0 of 3 items in fold 1", Assert.Throws<SplitException>(() => Split.Predefined(new SplitData { Ids = Ids(3) }, [Part.Valid, Part.Train, Part.Train], [0, 2, 2])).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_give_the_parts()
    {
        Assert.Equal([Part.Train, Part.Test, Part.Valid], PredefinedParts.FromFolders(["train/a/1.jpg", "x/test/2.jpg", "val/3.jpg"]));
        Assert.Contains("row 1: 'other/2.jpg'", Assert.Throws<SplitException>(() => PredefinedParts.FromFolders(["train/1.jpg", "other/2.jpg"])).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_files_give_the_parts()
    {
        string[] ids = Ids(5);

        Assert.Equal([Part.Train, Part.Valid, Part.Test, Part.Train, Part.Train], PredefinedParts.FromLists(ids, ["id 1"], ["id 2"]));
        Assert.Contains("row 1: 'id 9'", Assert.Throws<SplitException>(() => PredefinedParts.FromLists(ids, ["id 1", "id 9"])).Got, StringComparison.Ordinal);
        Assert.Contains("row 0: 'id 1'", Assert.Throws<SplitException>(() => PredefinedParts.FromLists(ids, ["id 1"], ["id 1"])).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_parts_without_a_validation_part_are_refused()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Predefined(new SplitData { Ids = Ids(3) }, [Part.Train, Part.Train, Part.Test]));

        Assert.Contains("0 of 3 items in the valid part", error.Got, StringComparison.Ordinal);
        Assert.Contains("given test part", error.Try, StringComparison.Ordinal);
        Assert.Contains("3 items, 2 parts", Assert.Throws<SplitException>(() => Split.Predefined(new SplitData { Ids = Ids(3) }, [Part.Train, Part.Valid])).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_columns_of_another_length_are_refused()
    {
        SplitException error = Assert.Throws<SplitException>(() => Split.Group(new SplitData { Ids = Ids(3), Groups = ["a"] }));

        Assert.Contains("3 items and 1 groups", error.Got, StringComparison.Ordinal);
    }

    private static string[] Ids(int count) => Enumerable.Range(0, count).Select(i => $"id {i}").ToArray();
}

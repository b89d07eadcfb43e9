namespace Hone.Learn.Tests;

public sealed class SplitterTests
{
    [Fact]
    public void Random_splitter_takes_a_fifth_for_validation_and_repeats_itself()
    {
        string[] ids = [.. Enumerable.Range(0, 101).Select(i => $"{i}")];
        DataSplit split = new RandomSplitter(seed: 7).Split(ids);
        split.Check(101);
        Assert.Equal(20, split.Valid.Count);
        Assert.Equal(81, split.Train.Count);
        Assert.Equal(split.Valid, new RandomSplitter(seed: 7).Split(ids).Valid);
        Assert.NotEqual(split.Valid, new RandomSplitter(seed: 8).Split(ids).Valid);
    }

    [Fact]
    public void Index_splitter_leaves_the_others_for_training()
    {
        DataSplit split = new IndexSplitter([1, 3]).Split(["a", "b", "c", "d", "e"]);
        Assert.Equal([0, 2, 4], split.Train);
        Assert.Equal([1, 3], split.Valid);
    }

    [Fact]
    public void Grandparent_splitter_reads_the_folder_above_the_class()
    {
        DataSplit split = new GrandparentSplitter().Split(["x/train/cat/1.png", "valid/cat/2.png", "test/dog/3.png", "other/dog/4.png", "cat.png"]);
        Assert.Equal([0], split.Train);
        Assert.Equal([1], split.Valid);
        Assert.Equal([2], split.Test);
    }

    [Fact]
    public void Func_splitter_puts_true_into_validation()
    {
        DataSplit split = new FuncSplitter(id => id.StartsWith('v')).Split(["t1", "v1", "t2"]);
        Assert.Equal([1], split.Valid);
        Assert.Equal([0, 2], split.Train);
    }

    [Fact]
    public void An_item_in_two_parts_is_named_with_both()
    {
        var error = Assert.Throws<HoneDataException>(() => new DataSplit([0, 1], [1], []).Check(3));
        Assert.Contains("item 1 in train and in valid", error.Message);
    }

    [Fact]
    public void A_position_outside_the_list_is_named()
    {
        var error = Assert.Throws<HoneDataException>(() => new DataSplit([0], [9], []).Check(3));
        Assert.Contains("9 at position 0", error.Message);
        Assert.Contains("0..2", error.Message);
    }

    [Fact]
    public void An_empty_training_part_says_how_many_items_went_where()
    {
        var error = Assert.Throws<HoneDataException>(() => new DataSplit([], [0, 1], []).Check(2));
        Assert.Contains("train 0, valid 2, test 0 of 2 items", error.Message);
    }
}

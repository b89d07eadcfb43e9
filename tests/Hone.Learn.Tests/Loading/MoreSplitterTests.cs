namespace Hone.Learn.Tests;

/// <summary>Splitters by place, flag, file and class.</summary>
public sealed class MoreSplitterTests
{
    private static readonly string[] s_ids = [.. Enumerable.Range(0, 50).Select(i => $"folder/{i}.png")];

    [Fact]
    public void End_splitter_takes_the_last_fifth_or_the_first()
    {
        Assert.Equal(Enumerable.Range(40, 10), new EndSplitter().Split(s_ids).Valid);
        DataSplit first = new EndSplitter(0.1, validLast: false).Split(s_ids);
        Assert.Equal([0, 1, 2, 3, 4], first.Valid);
        Assert.Equal(45, first.Train.Count);
    }

    [Fact]
    public void A_random_subset_leaves_the_others_out()
    {
        DataSplit split = new RandomSubsetSplitter(0.3, 0.1, seed: 2).Split(s_ids);
        split.Check(50);
        Assert.Equal((15, 5), (split.Train.Count, split.Valid.Count));
        Assert.Contains("train 0.7, valid 0.5", Assert.Throws<HoneException>(() => new RandomSubsetSplitter(0.7, 0.5)).Message);
    }

    [Fact]
    public void Flags_say_what_is_for_validation_and_must_fit()
    {
        DataSplit split = new MaskSplitter([.. s_ids.Select((_, i) => i % 5 == 0)]).Split(s_ids);
        Assert.Equal((40, 10), (split.Train.Count, split.Valid.Count));
        Assert.Contains("2 flags", Assert.Throws<HoneDataException>(() => new MaskSplitter([true, false]).Split(s_ids)).Message);
    }

    [Fact]
    public void A_file_names_the_validation_items_and_unknown_names_are_an_error()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("valid.txt", "3.png\n\n 7.png \n"u8.ToArray());
        Assert.Equal([3, 7], new FileSplitter(path).Split(s_ids).Valid);
        string wrong = folder.File("wrong.txt", "3.png\nmissing.png\n"u8.ToArray());
        var error = Assert.Throws<HoneDataException>(() => new FileSplitter(wrong).Split(s_ids));
        Assert.Contains("1 names of no item: missing.png", error.Message);
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => new FileSplitter(path + "x").Split(s_ids)).Message);
    }

    [Fact]
    public void A_stratified_split_keeps_the_share_of_every_class()
    {
        string[] classes = [.. s_ids.Select((_, i) => i < 35 ? "many" : i < 45 ? "some" : "few")];
        DataSplit split = new TrainTestSplitter(0.2, classes).Split(s_ids);
        split.Check(50);
        Assert.Equal((7, 2, 1), (split.Valid.Count(i => i < 35), split.Valid.Count(i => i is >= 35 and < 45), split.Valid.Count(i => i >= 45)));
        Assert.Equal(11, new TrainTestSplitter(0.21).Split(s_ids).Valid.Count);
        classes[0] = "lonely";
        var error = Assert.Throws<HoneDataException>(() => new TrainTestSplitter(0.2, classes).Split(s_ids));
        Assert.Contains("1 of class \"lonely\", item folder/0.png", error.Message);
        Assert.Contains("1 classes", Assert.Throws<HoneDataException>(() => new TrainTestSplitter(0.2, ["a"]).Split(s_ids)).Message);
    }

    [Fact]
    public void Labels_come_from_folders_and_from_patterns()
    {
        Assert.Equal("cat", LabelFunctions.ParentLabel("train/cat/1.jpg"));
        Assert.Contains("\"1.jpg\"", Assert.Throws<HoneDataException>(() => LabelFunctions.ParentLabel("1.jpg")).Message);
        var labeller = new RegexLabeller(@"([a-z_]+)_\d+\.jpg$");
        Assert.Equal("great_pyrenees", labeller.Label("great_pyrenees_173.jpg"));
        var error = Assert.Throws<HoneDataException>(() => labeller.Label("7.png"));
        Assert.Contains(@"([a-z_]+)_\d+\.jpg$", error.Message);
        Assert.Contains("\"7.png\"", error.Message);
        Assert.Equal("b", new RegexLabeller("(b)").Label("ab"));
        Assert.Contains("none in \"ab\"", Assert.Throws<HoneDataException>(() => new RegexLabeller("(b)", match: true).Label("ab")).Message);
        Assert.Contains("without a group", Assert.Throws<HoneException>(() => new RegexLabeller("b+")).Message);
        Assert.Contains("(b", Assert.Throws<HoneException>(() => new RegexLabeller("(b")).Message);
        Assert.Contains("no end for", Assert.Throws<HoneDataException>(() => new RegexLabeller("^((a+)+)$").Label(new string('a', 40) + "!")).Message);
    }
}

namespace Hone.Method.Tests;

public sealed class SplitStoreTests
{
    [Fact]
    public void A_frozen_split_reads_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        Split split = Samples.Split(40, 30);

        FrozenSplit frozen = project.Splits.Freeze(split, "v1", Samples.DataHash);
        FrozenSplit read = Project.Open(folder["p"]).Splits.Open("v1");

        Assert.Equal(frozen.Fingerprint, read.Fingerprint);
        Assert.Equal(split.Ids, read.Split.Ids);
        Assert.Equal(split.Parts, read.Split.Parts);
        Assert.Equal(split.Options, read.Split.Options);
        Assert.Equal(split.ClassShares!.Valid, read.Split.ClassShares!.Valid);
        Assert.Equal(["v1"], project.Splits.Names);
    }

    [Fact]
    public void The_file_has_id_split_and_fold_and_never_a_label()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        project.Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);

        string[] lines = File.ReadAllLines(folder["p/splits/v1/split.csv"]);

        Assert.Equal("id,split,fold", lines[0]);
        Assert.Equal(71, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Matches("^id \\d+,(train|valid|test),$", line));
    }

    [Fact]
    public void Ids_with_commas_and_quotes_survive()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        string[] ids = ["a,b", "say \"hi\"", "plain", "\"", "ä,\"ö\"", "x", "y", "z", ",", ",,"];

        project.Splits.Freeze(Split.Random(new SplitData { Ids = ids }), "odd", Samples.DataHash);

        Assert.Equal(ids, project.Splits.Open("odd").Split.Ids);
    }

    [Fact]
    public void An_edited_file_is_reported_with_both_fingerprints_and_counts()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        FrozenSplit frozen = project.Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);
        string path = folder["p/splits/v1/split.csv"];
        string text = File.ReadAllText(path);
        int test = text.IndexOf(",test,", StringComparison.Ordinal);
        File.WriteAllText(path, text[..test] + ",train," + text[(test + 6)..]);

        SplitChangedException error = Assert.Throws<SplitChangedException>(() => project.Splits.Open("v1"));

        Assert.Contains(frozen.Fingerprint[..12], error.Message, StringComparison.Ordinal);
        Assert.Contains("49 train, 14 valid, 7 test", error.Expected, StringComparison.Ordinal);
        Assert.Contains("50 train, 14 valid, 6 test", error.Got, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_row_is_named()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        project.Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);
        string path = folder["p/splits/v1/split.csv"];
        string[] lines = File.ReadAllLines(path);
        lines[5] = "id 4,holdout,";
        File.WriteAllLines(path, lines);

        StorageException error = Assert.Throws<StorageException>(() => project.Splits.Open("v1"));

        Assert.Contains("row 6", error.Message, StringComparison.Ordinal);
        Assert.Contains("id 4,holdout,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_line_ends_do_not_change_the_fingerprint()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        FrozenSplit frozen = project.Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);
        string path = folder["p/splits/v1/split.csv"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(frozen.Fingerprint, project.Splits.Open("v1").Fingerprint);
    }

    [Fact]
    public void Freezing_the_same_split_again_changes_nothing_and_another_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        FrozenSplit frozen = project.Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);

        FrozenSplit again = project.Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);
        SplitException error = Assert.Throws<SplitException>(() => project.Splits.Freeze(Samples.Split(41, 30), "v1", Samples.DataHash));

        Assert.Equal(frozen.Fingerprint, again.Fingerprint);
        Assert.Contains(frozen.Fingerprint[..12], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_between_the_two_files_leaves_no_frozen_split()
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);
        project.Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);
        File.Delete(folder["p/splits/v1/split.json"]);

        Assert.Empty(project.Splits.Names);
        Assert.Throws<SplitException>(() => project.Splits.Open("v1"));
        Assert.Equal("v1", project.Splits.Freeze(Samples.Split(41, 30), "v1", Samples.DataHash).Name);
    }

    [Fact]
    public void Data_that_changed_is_reported_with_added_and_removed_ids()
    {
        using var folder = new TemporaryFolder();
        FrozenSplit frozen = Samples.NewProject(folder["p"]).Splits.Freeze(Samples.Split(40, 30), "v1", Samples.DataHash);
        string[] ids = [.. frozen.Split.Ids.Skip(1), "new a", "new b"];

        SplitChangedException error = Assert.Throws<SplitChangedException>(() => frozen.EnsureMatches(ids, Samples.DataHash));
        SplitChangedException contents = Assert.Throws<SplitChangedException>(() => frozen.EnsureMatches(frozen.Split.Ids, "other-hash"));

        Assert.Contains("71 items: 2 added (new a, new b), 1 removed (id 0)", error.Message, StringComparison.Ordinal);
        Assert.Contains("other-hash", contents.Message, StringComparison.Ordinal);
        frozen.EnsureMatches(frozen.Split.Ids, Samples.DataHash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../v1")]
    [InlineData("v 1")]
    public void A_name_that_is_no_folder_name_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        Project project = Samples.NewProject(folder["p"]);

        SplitException error = Assert.Throws<SplitException>(() => project.Splits.Freeze(Samples.Split(40, 30), name, Samples.DataHash));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
    }
}

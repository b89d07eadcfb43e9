using System.Text;
using Hone.Learn.Data;

namespace Hone.Method.Tests;

public sealed class DatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_has_its_key_as_id_and_rows_without_a_label_are_reported()
    {
        Project project = NewProject("y", "mae");
        project.Data.Add(Write("t.csv", "id,x,y\na,1,2\nb,2,\nc,3,4\n"));

        ProjectDataset data = project.Data.Load();

        Assert.Equal((DataKind.Table, "y", 2), (data.Kind, data.Target, data.Join.Matched));
        Assert.Equal(["a", "b", "c"], data.Ids);
        RawDataException error = Assert.Throws<RawDataException>(data.Join.ThrowIfUnmatched);
        Assert.Contains("1 without a label (b)", error.Got, StringComparison.Ordinal);
        Assert.Contains("--allow-unmatched", error.Try, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Findings, error.ExitCode);
    }

    [Fact]
    public void Rows_without_a_key_are_numbered_and_a_bad_key_is_refused()
    {
        Project project = NewProject("y", "accuracy");
        project.Data.Add(Write("t.csv", "x,y\n1,a\n1,b\n"));

        Assert.Equal(["0", "1"], project.Data.Load().Ids);
        project.Data.Add(_folder["t.csv"], new DataSource { IdColumn = "x" });
        RawDataException error = Assert.Throws<RawDataException>(() => project.Data.Load());
        Assert.Contains("1 different values in 2 rows", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_is_no_column_and_several_tables_are_refused_with_the_choice()
    {
        Project project = NewProject("price", "mae");
        project.Data.Add(Write("t.csv", "x,y\n1,2\n"));
        Assert.Contains("the columns x, y", Assert.Throws<RawDataException>(() => project.Data.Load()).Got, StringComparison.Ordinal);
        project.Data.Add(Write("u.csv", "x,price\n1,2\n"));
        Assert.Contains("2: t.csv, u.csv", Assert.Throws<RawDataException>(() => project.Data.Load()).Got, StringComparison.Ordinal);

        project.Data.Add(_folder["u.csv"], new DataSource { Table = "u.csv" });
        Assert.Equal("price", project.Data.Load().Target);
        project.Data.Add(_folder["u.csv"], new DataSource { Table = "w.csv" });
        Assert.Contains("'w.csv'", Assert.Throws<RawDataException>(() => project.Data.Load()).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_see_the_classes_of_a_folder_inside_another_one()
    {
        for (int i = 0; i < 20; i++)
        {
            WriteImage($"set/{(i % 5 == 0 ? "test" : "train")}/{(i % 2 == 0 ? "cat" : "dog")}/{i}.png", 8 + i, 8, (byte)(10 * i));
        }

        Project images = NewProject("label", "accuracy");
        images.Data.Add(_folder["set"]);
        var pictures = Assert.IsType<CheckedImages>(CheckSource.Open(images.Directory));
        Assert.Equal(["cat", "dog"], pictures.Target!.Classes);
        Assert.Equal(images.Data.Load().Ids, pictures.Ids);

        Project texts = NewProject("label", "accuracy", "q");
        Write("books/all/train/long/1.txt", "one two three");
        Write("books/all/train/short/2.txt", "four");
        Write("books/all/test/short/3.txt", "five");
        texts.Data.Add(_folder["books"]);
        var books = Assert.IsType<CheckedTexts>(CheckSource.Open(texts.Directory));
        Assert.Equal(["long", "short"], books.Target!.Classes);
        Assert.Equal(3, books.Ids.Count);
    }

    [Fact]
    public void Images_in_folders_have_class_part_and_path()
    {
        foreach (string path in new[] { "set/train/cat/1.png", "set/train/dog/2.png", "set/test/cat/3.png" })
        {
            WriteImage(path, 8, 8, 100);
        }

        Project project = NewProject("label", "accuracy");
        project.Data.Add(_folder["set"]);
        ProjectDataset data = project.Data.Load();

        Assert.Equal(DataKind.ImageFolders, data.Kind);
        Assert.Equal(["set/test/cat/3.png", "set/train/cat/1.png", "set/train/dog/2.png"], data.Ids);
        Assert.Equal(["cat", "dog"], data.ClassNames);
        Assert.Equal(["test", "train", "train"], ProjectDataset.Texts(data.Columns["part"]));
        Assert.True(File.Exists(data.Paths![0]));
    }

    [Fact]
    public void Images_beside_the_class_folders_have_no_label()
    {
        WriteImage("train/cat/1.png", 8, 8, 100);
        WriteImage("train/2.png", 8, 8, 100);
        Project project = NewProject("label", "accuracy");
        project.Data.Add(_folder["train"]);

        Assert.Equal(["train/2.png"], project.Data.Load().Join.WithoutLabel);
    }

    [Fact]
    public void Images_that_a_table_lists_are_joined_and_what_finds_no_partner_is_reported_both_ways()
    {
        for (int i = 0; i < 6; i++)
        {
            WriteImage($"photos/train/boat{i / 2}_{i}.png", 8, 8, 100);
        }

        Write("photos/train.csv", "file,species\nboat0_0.png,tuna\nboat0_1.png,shark\nboat1_2.png,tuna\nboat1_3.png,tuna\nboat9_9.png,tuna\n");
        Project project = NewProject("species", "accuracy");
        project.Data.Add(_folder["photos"]);

        ProjectDataset data = project.Data.Load();
        RawDataException error = Assert.Throws<RawDataException>(data.Join.ThrowIfUnmatched);

        Assert.Equal(DataKind.ImageTable, data.Kind);
        Assert.Equal("photos/train/boat0_0.png", data.Ids[0]);
        Assert.Equal(["boat0", "boat0", "boat1", "boat1"], ProjectDataset.Texts(data.Columns["prefix"]));
        Assert.Contains("4 matched, 2 without a label (photos/train/boat2_4.png, photos/train/boat2_5.png), 1 labels without a file (boat9_9.png)", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_masks_are_paired_by_name()
    {
        WriteImage("set/images/a.png", 8, 8, 10);
        WriteImage("set/images/b.png", 8, 8, 10);
        WriteImage("set/masks/a.png", 8, 8, 1);
        WriteImage("set/masks/c.png", 8, 8, 1);
        Project project = NewProject("mask", "dice");
        project.Data.Add(_folder["set"]);

        ProjectDataset data = project.Data.Load();

        Assert.Equal((DataKind.ImageMasks, null), (data.Kind, data.Target));
        Assert.EndsWith(Path.Combine("masks", "a.png"), Assert.Single(data.MaskPaths!), StringComparison.Ordinal);
        Assert.Equal(["set/images/b.png"], data.Join.WithoutLabel);
        Assert.Equal(["set/masks/c.png"], data.Join.WithoutFile);
    }

    [Fact]
    public void Texts_in_folders_have_a_class()
    {
        Write("reviews/pos/1.txt", "good");
        Write("reviews/neg/2.txt", "a bad film");
        Project project = NewProject("label", "accuracy");
        project.Data.Add(_folder["reviews"]);

        ProjectDataset data = project.Data.Load();

        Assert.Equal((DataKind.TextFolders, "label"), (data.Kind, data.Target));
        Assert.Equal(["neg", "pos"], ProjectDataset.Texts(data.Columns["label"]));
        Assert.Equal(10, DataExtremes.Of(data, "size", 1).Highest.Concat(DataExtremes.Of(data, "size", 1).Lowest).Max(item => item.Value));
    }

    [Fact]
    public void Files_of_other_kinds_are_refused()
    {
        Project project = NewProject("label", "accuracy");
        project.Data.Add(Write("x.parquet", "abc"));

        RawDataException error = Assert.Throws<RawDataException>(() => project.Data.Load());

        Assert.Contains("1 other files: x.parquet", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Extremes_are_sorted_and_what_cannot_be_decoded_is_listed()
    {
        WriteImage("set/a/dark.png", 8, 8, 10);
        WriteImage("set/a/middle.png", 8, 8, 100);
        WriteImage("set/b/bright.png", 16, 8, 250);
        Write("set/b/broken.png", "no image at all");
        Project project = NewProject("label", "accuracy");
        project.Data.Add(_folder["set"]);
        ProjectDataset data = project.Data.Load();

        DataExtremes brightness = DataExtremes.Of(data, "brightness", 1);
        DataExtremes size = DataExtremes.Of(data, "size", 1);

        Assert.Equal(new DataExtreme("set/a/dark.png", 10), Assert.Single(brightness.Lowest));
        Assert.Equal(new DataExtreme("set/b/bright.png", 250), Assert.Single(brightness.Highest));
        Assert.Equal("set/b/broken.png", Assert.Single(brightness.Undecodable).Id);
        Assert.Equal(128, size.Highest[0].Value);
        RawDataException error = Assert.Throws<RawDataException>(() => DataExtremes.Of(data, "weight", 1));
        Assert.Contains("size, brightness, bytes, missing", error.Expected, StringComparison.Ordinal);
        Assert.Contains("'weight'", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_sorted_by_a_column_or_by_their_gaps()
    {
        Project project = NewProject("y", "mae");
        project.Data.Add(Write("t.csv", "id,x,z,y\na,5,1,2\nb,1,,3\nc,9,2,4\n"));
        ProjectDataset data = project.Data.Load();

        Assert.Equal("b", DataExtremes.Of(data, "x", 1).Lowest[0].Id);
        Assert.Equal(new DataExtreme("b", 1), DataExtremes.Of(data, "missing", 1).Highest[0]);
    }

    [Fact]
    public void A_description_has_the_labels_by_frequency_and_numbers_by_quantile()
    {
        Project project = NewProject("y", "accuracy");
        project.Data.Add(Write("t.csv", "x,y\n1,b\n2,a\n3,b\n"));
        DatasetDescription description = DatasetDescription.Of(project.Data.Load());

        Assert.Equal([new ValueCount("b", 2), new ValueCount("a", 1)], description.Labels);
        Assert.Equal(3, description.Items);
        Project numbers = NewProject("x", "mae", "q");
        numbers.Data.Add(_folder["t.csv"]);
        Assert.Equal("001: 1 to 1", DatasetDescription.Of(numbers.Data.Load()).Labels[0].Value);
    }

    [Fact]
    public void Sealed_labels_are_missing_from_then_on_and_the_vault_has_them()
    {
        Project project = NewProject("y", "accuracy");
        var csv = new StringBuilder("id,y\n");
        for (int i = 0; i < 100; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"r{i},{(i % 2 == 0 ? "even" : "odd")}\n");
        }

        project.Data.Add(Write("t.csv", csv.ToString()));
        SplitMaker.Plan(project, new() { PredictsFuture = false, SharesEntity = false });
        Split split = SplitMaker.Make(project, "v1", new() { Options = new() { Fractions = new() { Valid = 0.2, Test = 0.1 }, Seed = 1 } });
        FrozenSplit frozen = project.Splits.Freeze("v1", project.Data.Manifest.Hash);

        Assert.Equal(10, project.Data.SealTest(frozen));

        ProjectDataset data = project.Data.Load();
        Assert.Equal(split.TestIndices, Enumerable.Range(0, 100).Where(data.Columns["y"].IsMissing));
        string[] ids = Samples.TestIds(split);
        double[] right = ids.Select(id => int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0 ? 0.0 : 1.0).ToArray();
        Assert.Equal(1.0, project.Vault.Open("run", "final", VaultMetric.Accuracy, new TestPredictions { Ids = ids, Values = right }).Score);
        Assert.Contains("sealed test labels are missing on purpose", Assert.Throws<SplitException>(() => SplitMaker.Make(project, "v2", new() { Stratify = "y", KnowsRandom = true })).Try, StringComparison.Ordinal);
        Assert.Equal(SplitStrategy.Random, SplitMaker.Make(project, "v2", new() { Strategy = SplitStrategy.Random, KnowsRandom = true }).Strategy);
    }

    [Fact]
    public void Masks_and_files_without_a_label_cannot_be_sealed()
    {
        WriteImage("set/images/a.png", 8, 8, 10);
        WriteImage("set/masks/a.png", 8, 8, 1);
        Project project = NewProject("mask", "dice");
        project.Data.Add(_folder["set"]);

        Assert.Contains("ImageMasks", Assert.Throws<RawDataException>(() => project.Data.Load().LabelNumbers(["set/images/a.png"])).Got, StringComparison.Ordinal);
        Project table = NewProject("y", "mae", "q");
        table.Data.Add(Write("t.csv", "id,y\na,1\nb,\n"));
        Assert.Contains("1 without one: b", Assert.Throws<RawDataException>(() => table.Data.Load().LabelNumbers(["a", "b"])).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Chance_decides_only_when_the_interview_was_answered_or_someone_says_so()
    {
        Project project = NewProject("y", "accuracy");
        project.Data.Add(Write("t.csv", "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n9,a\n10,b\n"));
        SplitException never = Assert.Throws<SplitException>(() => SplitMaker.Make(project, "v1", new()));
        SplitMaker.Plan(project);
        SplitException open = Assert.Throws<SplitException>(() => SplitMaker.Make(project, "v1", new() { Strategy = SplitStrategy.Stratified }));

        Assert.Equal(ExitCode.Refused, never.ExitCode);
        Assert.Contains("no plan", never.Got, StringComparison.Ordinal);
        Assert.Contains("--i-know random", never.Try, StringComparison.Ordinal);
        Assert.Contains("not checked: No column says", open.Got, StringComparison.Ordinal);
        Split known = SplitMaker.Make(project, "v1", new() { KnowsRandom = true });
        Assert.Equal((SplitStrategy.Stratified, "Chance was chosen knowingly, without an answered interview."), (known.Strategy, known.Options.Reason));
        SplitMaker.Plan(project, new() { PredictsFuture = false, SharesEntity = false });
        Assert.Contains("neither ordered in time", SplitMaker.Make(project, "v1", new()).Options.Reason, StringComparison.Ordinal);
        Assert.Contains("neither ordered in time", File.ReadAllText(_folder["p/splits/v1/split.json"]), StringComparison.Ordinal);

        project.Data.Add(Write("more.txt", "more"));
        Assert.Contains("other data", Assert.Throws<SplitException>(() => SplitMaker.Make(project, "v1", new())).Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_are_named_decide_the_strategy()
    {
        Project project = NewProject("y", "accuracy");
        var csv = new StringBuilder("when,who,fold,part,y\n");
        for (int i = 0; i < 60; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{new DateTime(2025, 1, 1).AddDays(i):yyyy-MM-dd},p{i % 12},{i % 3},{(i % 5 == 0 ? "test" : i % 5 == 1 ? "val" : "train")},{(i % 4 == 0 ? "a" : "b")}\n");
        }

        project.Data.Add(Write("t.csv", csv.ToString()));

        Assert.Equal(SplitStrategy.Group, Make(new() { By = "who" }).Strategy);
        Assert.Equal(SplitStrategy.StratifiedGroup, Make(new() { By = "who", Stratify = "y" }).Strategy);
        Assert.Equal(SplitStrategy.Time, Make(new() { Time = "when" }).Strategy);
        Assert.Equal(SplitStrategy.GroupTime, Make(new() { Time = "when", By = "who" }).Strategy);
        Assert.Equal(4, Make(new() { Time = "when", Backtest = new() { Origins = 4 } }).FoldCount);
        Assert.Equal(SplitStrategy.Hash, Make(new() { Strategy = SplitStrategy.Hash }).Strategy);
        Assert.Equal(3, Make(new() { Parts = "fold" }).FoldCount);
        Split given = Make(new() { Parts = "part" });
        Assert.Equal((SplitStrategy.Predefined, 12, 12), (given.Strategy, given.ValidIndices.Count, given.TestIndices.Count));
        Assert.Equal("Asked for: GroupTime by 'who' in the time of 'when'.", Make(new() { Time = "when", By = "who" }).Options.Reason);
        Assert.Contains("'nobody'", Assert.Throws<SplitException>(() => Make(new() { By = "nobody" })).Got, StringComparison.Ordinal);
        Assert.Contains("'nobody' after --parts", Assert.Throws<SplitException>(() => Make(new() { Parts = "nobody" })).Got, StringComparison.Ordinal);

        Split Make(SplitRequest request) => SplitMaker.Make(project, "v1", request with { KnowsRandom = true });
    }

    private Project NewProject(string target, string metric, string name = "p") =>
        Project.Create(_folder[name], new Charter { Question = "?", Target = target, Metric = metric }, new ProjectOptions { Clock = new FixedClock() });

    private string Write(string name, string text)
    {
        string path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private void WriteImage(string name, int width, int height, byte gray)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        byte[] pixels = new byte[width * height];
        Array.Fill(pixels, gray);
        Png.Write(_folder[name], new ImageData(width, height, 1, pixels));
    }
}

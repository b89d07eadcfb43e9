using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>What is wrong with a table of files is told before the first epoch, with the row.</summary>
[Collection("memory pool")]
public sealed class ImageTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImageTableTests()
    {
        for (int i = 0; i < 6; i++)
        {
            _folder.File($"{i}.png", Png.Encode(new ImageData(4, 4, 1, new byte[16])));
        }
    }

    private static ImageLoadersOptions Options => new() { Loader = new DataLoaderOptions { BatchSize = 2, Workers = 0 } };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_data_frame_gives_the_loaders_that_its_file_gives()
    {
        const string Csv = "name,kind\n0.png,a\n1.png,b\n2.png,a\n3.png,b\n4.png,a\n5.png,b\n";
        string path = _folder.File("labels.csv", System.Text.Encoding.UTF8.GetBytes(Csv));
        DataLoaders byFrame = ImageDataLoaders.FromFrame(Frame.ParseCsv(Csv), _folder.Root, Options);
        DataLoaders byFile = ImageDataLoaders.FromCsv(path, _folder.Root, Options);
        DataLoaders byNames = ImageDataLoaders.FromFrame(Frame.ParseCsv(Csv), _folder.Root, Options, new() { FileColumn = "name", LabelColumn = "kind" });
        foreach (DataLoaders data in (DataLoaders[])[byFrame, byFile, byNames])
        {
            Assert.Equal(["a", "b"], data.Vocab);
            Assert.Equal((5, 1), (data.Train.Dataset.Count, data.Valid.Dataset.Count));
            Assert.Equal(byFrame.Valid.Dataset.IdAt(0), data.Valid.Dataset.IdAt(0));
        }
    }

    [Fact]
    public void A_given_order_of_classes_is_kept_and_another_label_is_refused_with_file_and_row()
    {
        Frame table = Frame.ParseCsv("name,kind\n0.png,low\n1.png,high\n2.png,low\n3.png,high\n4.png,middle\n");
        ImageLoadersOptions options = Options with { Vocab = ["low", "middle", "high"] };
        DataLoaders data = ImageDataLoaders.FromFrame(table, _folder.Root, options);
        Assert.Equal(["low", "middle", "high"], data.Vocab);
        Assert.Contains("new CategoryBlock<FrameRow>(label.Text, options.Vocab)", data.ToDataBlock());
        Assert.Equal(["high", "low", "middle"], ImageDataLoaders.FromFrame(table, _folder.Root, Options with { Splitter = new IndexSplitter([0]) }).Vocab);
        DataLoaders several = ImageDataLoaders.FromFrame(table, _folder.Root, options, new() { LabelDelimiter = " " });
        Assert.Equal(["low", "middle", "high"], several.Vocab);
        Assert.Contains("(label.Labels, options.Vocab)", several.ToDataBlock());

        string message = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root, options with { Vocab = ["low", "high"] })).Message;
        Assert.Contains("one of the 2 classes low, high", message);
        Assert.Contains("\"middle\" in row 4", message);
        Assert.Contains("4.png", message);
        Assert.Contains("\"middle\" in row 4", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root, options with { Vocab = ["low", "high"] }, new() { LabelDelimiter = " " })).Message);
        Frame numbers = Frame.ParseCsv("name,a,b\n0.png,1,0\n1.png,0,1\n");
        Assert.Contains("3 classes", Assert.Throws<HoneException>(() => ImageDataLoaders.FromFrame(numbers, _folder.Root, options, new() { Kind = LabelKind.Regression })).Message);
        Assert.Contains("LabelColumns", Assert.Throws<HoneException>(() => ImageDataLoaders.FromFrame(numbers, _folder.Root, options, new() { LabelColumns = ["a", "b"] })).Message);
        Assert.Contains("their codes", Assert.Throws<HoneException>(() => SegmentationDataLoaders.FromLabelFunc(["0.png"], path => path, ["a"], options)).Message);
    }

    [Fact]
    public void An_empty_label_is_named_with_its_row_and_numbers_lead_to_regression()
    {
        string csv = _folder.File("empty.csv", "name,kind\n0.png,a\n1.png,b\n2.png,\n3.png,b\n"u8.ToArray());
        string message = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromCsv(csv, _folder.Root, Options)).Message;
        Assert.Contains("in row 2", message);
        Assert.Contains("2.png", message);

        ImageLoadersOptions split = Options with { Splitter = new IndexSplitter([2]) };
        string numbers = _folder.File("numbers.csv", "name,size,width\n0.png,0.5,3.5\n1.png,0.25,2\n2.png,0.75,1\n"u8.ToArray());
        message = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromCsv(numbers, _folder.Root, split)).Message;
        Assert.Contains("\"0.75\"", message);
        Assert.Contains("LabelKind.Regression", message);
        message = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromCsv(numbers, _folder.Root, split, new() { LabelColumns = ["size", "width"] })).Message;
        Assert.Contains("LabelKind.Regression", message);
        string words = _folder.File("words.csv", "name,kind\n0.png,a\n1.png,b\n2.png,c\n"u8.ToArray());
        Assert.DoesNotContain("Regression", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromCsv(words, _folder.Root, split)).Message);
    }

    [Fact]
    public void Folders_names_patterns_and_lists_keep_a_given_order_too()
    {
        string[] paths = [.. Enumerable.Range(0, 6).Select(i => _folder.File($"sets/{(i % 2 == 0 ? "cat" : "dog")}/{i % 2}_{i}.png", File.ReadAllBytes(Path.Combine(_folder.Root, $"{i}.png"))))];
        ImageLoadersOptions Order(params string[] vocab) => Options with { Vocab = vocab };
        string root = Path.Combine(_folder.Root, "sets");
        DataLoaders byFolder = ImageDataLoaders.FromFolder(root, Order("dog", "cat"));
        Assert.Equal(["dog", "cat"], byFolder.Vocab);
        Assert.Contains("options.Vocab)", byFolder.ToDataBlock());
        using (EpochReader reader = byFolder.TestLoader([paths[1]], withLabels: true).Read())
        {
            Assert.True(reader.MoveNext());
            Assert.Equal(0, reader.Current.Target!.ToArray<long>()[0]);
            reader.Current.Release();
        }

        Assert.Equal(["1", "0"], ImageDataLoaders.FromNameRe(paths, "^(.)_", Order("1", "0")).Vocab);
        Assert.Equal(["dog", "cat"], ImageDataLoaders.FromPathRe(paths, "/([a-z]+)/[^/]+$", Order("dog", "cat")).Vocab);
        Assert.Equal(["1", "0"], ImageDataLoaders.FromNameFunc(paths, name => name[..1], Order("1", "0")).Vocab);
        Assert.Equal(["dog", "cat"], ImageDataLoaders.FromPathFunc(paths, LabelFunctions.ParentLabel, Order("dog", "cat")).Vocab);
        Assert.Equal(["b", "a"], ImageDataLoaders.FromLists(paths, ["a", "b", "a", "b", "a", "b"], Order("b", "a")).Vocab);
        string message = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFolder(root, Order("dog"))).Message;
        Assert.Contains("\"cat\"", message);
        Assert.Contains("cat/0_0.png", message);
    }

    [Fact]
    public void Files_that_are_not_there_are_counted_and_named_with_their_rows()
    {
        Frame table = Frame.ParseCsv("name,kind\n0.png,a\nx.png,b\n2.png,a\ny.png,b\n");
        var error = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root, Options));
        Assert.Contains("all 4 rows", error.Message);
        Assert.Contains("2 that are not there", error.Message);
        Assert.Contains("x.png (row 1)", error.Message);
        Assert.Contains("y.png (row 3)", error.Message);
    }

    [Theory]
    [InlineData("name,kind\n0.png,a\n1.png,\n", "none in row 1")]
    [InlineData("name,kind\n0.png,a\n0.png,b\n", "in row 0, and again at position 1")]
    [InlineData("name\n0.png\n", "1 columns: name")]
    public void Labels_that_are_missing_and_files_that_repeat_are_errors(string csv, string part)
    {
        var error = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(Frame.ParseCsv(csv), _folder.Root, Options with { Splitter = new IndexSplitter([0], [1]) }));
        Assert.Contains(part, error.Message);
    }

    [Fact]
    public void Columns_that_say_neither_yes_nor_no_and_numbers_that_are_none_are_errors_with_their_row()
    {
        Frame table = Frame.ParseCsv("name,kind,part,size\n0.png,a,true,1\n1.png,b,perhaps,2\n2.png,a,no,wide\n", new CsvOptions { Kind = ColumnKind.Text });
        var error = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root, Options, new() { ValidColumn = "part" }));
        Assert.Contains("\"perhaps\" in row 1", error.Message);
        error = Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root, Options, new() { LabelColumn = "size", Kind = LabelKind.Regression }));
        Assert.Contains("\"wide\" in row 2", error.Message);
    }

    [Fact]
    public void A_kind_that_the_columns_cannot_have_is_refused()
    {
        Frame table = Frame.ParseCsv("name,a,b\n0.png,1,0\n1.png,0,1\n");
        var several = new TableLabelsOptions { LabelColumns = ["a", "b"], Kind = LabelKind.Category };
        Assert.Contains("Category with 2 columns and no delimiter", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root, Options, several)).Message);
        var delimited = new TableLabelsOptions { LabelDelimiter = " ", Kind = LabelKind.Regression };
        Assert.Contains("the delimiter \" \"", Assert.Throws<HoneDataException>(() => ImageDataLoaders.FromFrame(table, _folder.Root, Options, delimited)).Message);
    }

    [Fact]
    public void Defaults_are_those_of_fastai()
    {
        var columns = new TableLabelsOptions();
        Assert.Equal(("0", "1"), (columns.FileColumn.ToString(), columns.LabelColumn.ToString()));
        Assert.Null(columns.ValidColumn);
        Assert.Null(columns.LabelDelimiter);
        Assert.Equal(string.Empty, columns.Suffix);
        Assert.Equal(0.2, new ImageLoadersOptions().ValidFraction);
        Assert.Equal(ImageMode.Rgb, new ImageLoadersOptions().Mode);
    }
}

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Each factory prints a data block. The block stands here as code that runs, so what is printed compiles and gives the same batches.</summary>
[Collection("memory pool")]
public sealed class ToDataBlockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _paths = [];

    public ToDataBlockTests()
    {
        for (int i = 0; i < 10; i++)
        {
            string kind = i % 2 == 0 ? "cat" : "dog";
            byte[] pixels = [.. Enumerable.Range(0, 8 * 6 * 3).Select(p => (byte)((p * 5) + (i * 11)))];
            _paths.Add(_folder.File($"{kind}/{kind}_{i}.png", Png.Encode(new ImageData(8, 6, 3, pixels))));
        }
    }

    private static ImageLoadersOptions Options => new() { ItemTransforms = [new Resize(4)], Loader = new DataLoaderOptions { BatchSize = 4, Workers = 0, Seed = 7 }, ValidFraction = 0.3 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder()
    {
        string root = _folder.Root;
        DataLoaders made = ImageDataLoaders.FromFolder(root);
        ImageFolderScan found = ImageFolder.Scan(root);
        var block = new DataBlock<FolderItem>
        {
            GetId = item => item.Id,
            Input = new ImageBlock<FolderItem>(item => ImageFile.Read(item.Path).Image),
            Target = new CategoryBlock<FolderItem>(item => found.ClassNames[item.Label], found.ClassNames),
            Splitter = new RandomSplitter(0.2, seed: 42),
        };
        DataLoaders data = block.DataLoaders(found.Items);
        RequireSame(made, data, "// ImageDataLoaders.FromFolder(root)");
    }

    [Fact]
    public void A_folder_with_parts_and_options()
    {
        IReadOnlyList<string> paths = _paths;
        string root = Path.Combine(_folder.Root, "parted");
        for (int i = 0; i < paths.Count; i++)
        {
            _folder.File($"parted/{(i < 6 ? "train" : "valid")}/{(i % 2 == 0 ? "cat" : "dog")}/{i}.png", File.ReadAllBytes(paths[i]));
        }

        ImageLoadersOptions options = Options with { Mode = ImageMode.Gray };
        DataLoaders made = ImageDataLoaders.FromFolder(root, options);
        ImageFolderScan found = ImageFolder.Scan(root);
        var block = new DataBlock<FolderItem>
        {
            GetId = item => item.Id,
            Input = new ImageBlock<FolderItem>(item => ImageFile.Read(item.Path).Image, ImageMode.Gray),
            Target = new CategoryBlock<FolderItem>(item => found.ClassNames[item.Label], found.ClassNames),
            Splitter = ImageBlocks.FromFolder(found).Splitter,
            ItemTransforms = options.ItemTransforms, // Resize(4x4, Crop)
        };
        DataLoaders data = block.DataLoaders(found.Items, options.Loader);
        RequireSame(made, data, "// ImageDataLoaders.FromFolder(root, options)");
    }

    [Fact]
    public void A_function_of_paths()
    {
        IReadOnlyList<string> paths = _paths;
        Func<string, string> label = LabelFunctions.ParentLabel;
        ImageLoadersOptions options = Options;
        DataLoaders made = ImageDataLoaders.FromPathFunc(paths, label, options);
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image),
            Target = new CategoryBlock<string>(label),
            Splitter = new RandomSplitter(0.3, seed: 7),
            ItemTransforms = options.ItemTransforms, // Resize(4x4, Crop)
        };
        DataLoaders data = block.DataLoaders(paths, options.Loader);
        RequireSame(made, data, "// ImageDataLoaders.FromPathFunc(paths, label, options)");
    }

    [Fact]
    public void A_function_of_names()
    {
        IReadOnlyList<string> paths = _paths;
        Func<string, string> label = name => name.Split('_')[0];
        ImageLoadersOptions options = Options with { Splitter = new EndSplitter(0.3), BatchTransforms = [new RandomFlip(0.5f)] };
        DataLoaders made = ImageDataLoaders.FromNameFunc(paths, label, options);
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image),
            Target = new CategoryBlock<string>(path => label(Path.GetFileName(path))),
            Splitter = options.Splitter,
            ItemTransforms = options.ItemTransforms, // Resize(4x4, Crop)
            BatchTransforms = options.BatchTransforms, // RandomFlip(p 0.5)
        };
        DataLoaders data = block.DataLoaders(paths, options.Loader);
        RequireSame(made, data, "// ImageDataLoaders.FromNameFunc(paths, label, options)");
    }

    [Fact]
    public void A_pattern_of_paths()
    {
        IReadOnlyList<string> paths = _paths;
        const string pattern = @"/([^/]+)_\d+\.png$";
        DataLoaders made = ImageDataLoaders.FromPathRe(paths, pattern);
        var labeller = new RegexLabeller(pattern);
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image),
            Target = new CategoryBlock<string>(path => labeller.Label(path.Replace('\\', '/'))),
            Splitter = new RandomSplitter(0.2, seed: 42),
        };
        DataLoaders data = block.DataLoaders(paths);
        RequireSame(made, data, "// ImageDataLoaders.FromPathRe(paths, pattern)");
    }

    [Fact]
    public void A_pattern_of_names()
    {
        IReadOnlyList<string> paths = _paths;
        const string pattern = @"^(.+)_\d+";
        DataLoaders made = ImageDataLoaders.FromNameRe(paths, pattern);
        var labeller = new RegexLabeller(pattern);
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image),
            Target = new CategoryBlock<string>(path => labeller.Label(Path.GetFileName(path))),
            Splitter = new RandomSplitter(0.2, seed: 42),
        };
        DataLoaders data = block.DataLoaders(paths);
        RequireSame(made, data, "// ImageDataLoaders.FromNameRe(paths, pattern)");
    }

    [Fact]
    public void Lists()
    {
        IReadOnlyList<string> paths = _paths;
        string[] labels = [.. paths.Select(LabelFunctions.ParentLabel)];
        DataLoaders made = ImageDataLoaders.FromLists(paths, labels);
        Dictionary<string, string> labelOf = paths.Zip(labels).ToDictionary(pair => pair.First, pair => pair.Second);
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image),
            Target = new CategoryBlock<string>(path => labelOf[path]),
            Splitter = new RandomSplitter(0.2, seed: 42),
        };
        DataLoaders data = block.DataLoaders(paths);
        RequireSame(made, data, "// ImageDataLoaders.FromLists(paths, labels)");
    }

    [Fact]
    public void A_table_with_a_column_that_splits()
    {
        IReadOnlyList<string> paths = _paths;
        string folder = _folder.Root;
        IEnumerable<string> rows = paths.Select((path, i) => $"{Path.GetRelativePath(folder, path)[..^4]},{(i % 2 == 0 ? "cat" : "dog")},{i > 6}");
        Frame table = Frame.ParseCsv($"name,kind,is_valid\n{string.Join('\n', rows)}\n");
        var columns = new TableLabelsOptions { ValidColumn = "is_valid", Suffix = ".png" };
        ImageLoadersOptions options = Options;
        DataLoaders made = ImageDataLoaders.FromFrame(table, folder, options, columns);
        var file = new ColReader("name", new() { Suffix = ".png" });
        var label = new ColReader("kind");
        var block = new DataBlock<FrameRow>
        {
            GetId = row => Path.Combine(folder, file.Text(row)),
            Input = new ImageBlock<FrameRow>(row => ImageFile.Read(Path.Combine(folder, file.Text(row))).Image),
            Target = new CategoryBlock<FrameRow>(label.Text),
            Splitter = new MaskSplitter([.. table.Rows().Select(new ColReader("is_valid").Truth)]),
            ItemTransforms = options.ItemTransforms, // Resize(4x4, Crop)
        };
        DataLoaders data = block.DataLoaders(table.Rows(), options.Loader);
        RequireSame(made, data, "// ImageDataLoaders.FromFrame(table, folder, options, columns)");
    }

    [Fact]
    public void A_table_of_several_labels_in_a_file()
    {
        IReadOnlyList<string> paths = _paths;
        string folder = _folder.Root;
        IEnumerable<string> rows = paths.Select((path, i) => $"{Path.GetRelativePath(folder, path)},{(i % 3 == 0 ? "big red" : "red")}");
        string csvPath = _folder.File("labels.csv", System.Text.Encoding.UTF8.GetBytes($"name,tags\n{string.Join('\n', rows)}\n"));
        var columns = new TableLabelsOptions { LabelDelimiter = " " };
        DataLoaders made = ImageDataLoaders.FromCsv(csvPath, folder, columns: columns);
        Frame table = Frame.ReadCsv(csvPath, new CsvOptions { Kind = ColumnKind.Text, Missing = [] });
        var file = new ColReader("name");
        var label = new ColReader("tags", new() { Delimiter = " " });
        var block = new DataBlock<FrameRow>
        {
            GetId = row => Path.Combine(folder, file.Text(row)),
            Input = new ImageBlock<FrameRow>(row => ImageFile.Read(Path.Combine(folder, file.Text(row))).Image),
            Target = new MultiCategoryBlock<FrameRow>(label.Labels),
            Splitter = new RandomSplitter(0.2, seed: 42),
        };
        DataLoaders data = block.DataLoaders(table.Rows());
        RequireSame(made, data, "// ImageDataLoaders.FromCsv(csvPath, folder, columns)");
    }

    [Fact]
    public void A_table_of_yes_and_no()
    {
        IReadOnlyList<string> paths = _paths;
        string folder = _folder.Root;
        IEnumerable<string> rows = paths.Select((path, i) => $"{Path.GetRelativePath(folder, path)},{i % 2},{i % 3 % 2}");
        Frame table = Frame.ParseCsv($"name,sea,sky\n{string.Join('\n', rows)}\n");
        var columns = new TableLabelsOptions { LabelColumns = ["sea", "sky"] };
        DataLoaders made = ImageDataLoaders.FromFrame(table, folder, columns: columns);
        var file = new ColReader("name");
        ColReader[] labels = [new("sea"), new("sky")];
        var block = new DataBlock<FrameRow>
        {
            GetId = row => Path.Combine(folder, file.Text(row)),
            Input = new ImageBlock<FrameRow>(row => ImageFile.Read(Path.Combine(folder, file.Text(row))).Image),
            Target = MultiCategoryBlock<FrameRow>.Encoded(row => [.. labels.Select(label => label.Truth(row))], ["sea", "sky"]),
            Splitter = new RandomSplitter(0.2, seed: 42),
        };
        DataLoaders data = block.DataLoaders(table.Rows());
        RequireSame(made, data, "// ImageDataLoaders.FromFrame(table, folder, columns)");
        Assert.Equal(["sea", "sky"], made.Vocab);
    }

    [Fact]
    public void A_table_of_numbers()
    {
        IReadOnlyList<string> paths = _paths;
        string folder = _folder.Root;
        IEnumerable<string> rows = paths.Select((path, i) => $"{Path.GetRelativePath(folder, path)},{i / 4.0},{-i}");
        Frame table = Frame.ParseCsv($"name,x,y\n{string.Join('\n', rows)}\n");
        var columns = new TableLabelsOptions { LabelColumns = ["x", 2], Kind = LabelKind.Regression };
        DataLoaders made = ImageDataLoaders.FromFrame(table, folder, columns: columns);
        var file = new ColReader("name");
        ColReader[] labels = [new("x"), new("y")];
        var block = new DataBlock<FrameRow>
        {
            GetId = row => Path.Combine(folder, file.Text(row)),
            Input = new ImageBlock<FrameRow>(row => ImageFile.Read(Path.Combine(folder, file.Text(row))).Image),
            Target = new RegressionBlock<FrameRow>(row => labels.Select(label => label.Number(row)).ToArray(), 2),
            Splitter = new RandomSplitter(0.2, seed: 42),
        };
        DataLoaders data = block.DataLoaders(table.Rows());
        RequireSame(made, data, "// ImageDataLoaders.FromFrame(table, folder, columns)");
        Assert.Equal("[2]", made.Train.Dataset.Target!.RowShape.ToString());
    }

    [Fact]
    public void Masks()
    {
        IReadOnlyList<string> paths = _paths;
        string[] codes = ["sky", "road"];
        string MaskOf(string path) => _folder.File($"masks/{Path.GetFileName(path)}", Png.Encode(new ImageData(8, 6, 1, new byte[48])));
        Func<string, string> maskPath = MaskOf;
        ImageLoadersOptions options = Options;
        DataLoaders made = SegmentationDataLoaders.FromLabelFunc(paths, maskPath, codes, options);
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image),
            Target = new MaskBlock<string>(path => ImageFile.Read(maskPath(path)).Image, codes),
            Splitter = new RandomSplitter(0.3, seed: 7),
            ItemTransforms = options.ItemTransforms, // Resize(4x4, Crop)
        };
        DataLoaders data = block.DataLoaders(paths, options.Loader);
        RequireSame(made, data, "// SegmentationDataLoaders.FromLabelFunc(paths, maskPath, codes, options)");
    }

    [Fact]
    public void Loaders_of_a_block_show_it_and_joined_ones_have_none()
    {
        ImageSet set = SmallImages.Pattern(30);
        DataLoaders data = SmallImages.Loaders(set, new DataLoaderOptions { Workers = 0 });
        Assert.Contains("DataBlock<Int32>", data.ToDataBlock());
        Assert.Contains("RandomSplitter(valid 0.2, seed 42)", data.ToDataBlock());
        var error = Assert.Throws<HoneException>(() => new DataLoaders(data.Train, data.Valid).ToDataBlock());
        Assert.Contains("joined from single ones", error.Message);
    }

    /// <summary>The printed lines stand in this test, and both loaders give the same numbers.</summary>
    private static void RequireSame(DataLoaders made, DataLoaders data, string first, [CallerFilePath] string source = "", [CallerMemberName] string test = "")
    {
        string[] lines = made.ToDataBlock().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(first, lines[0]);
        string code = File.ReadAllText(source);
        string body = code[code.IndexOf($"void {test}()", StringComparison.Ordinal)..];
        body = Regex.Replace(body[..body.IndexOf("    [Fact]", StringComparison.Ordinal)], @"\n\s+", "\n");
        string printed = string.Join('\n', lines.Skip(1).Select(line => line.Trim()));
        Assert.Contains(printed, body);

        Assert.Equal(data.Vocab, made.Vocab);
        Assert.Equal(Numbers(data.Train), Numbers(made.Train));
        Assert.Equal(Numbers(data.Valid), Numbers(made.Valid));
    }

    private static float[] Numbers(DataLoader loader)
    {
        List<float> values = [];
        foreach (Batch batch in loader.Read())
        {
            values.AddRange(batch.Input.ToArray<float>());
            values.AddRange(batch.Target!.To(DType.Float32).ToArray<float>());
            batch.Release();
        }

        return [.. values];
    }
}

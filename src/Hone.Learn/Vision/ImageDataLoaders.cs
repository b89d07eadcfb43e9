using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Loaders for image classification in one call; fastai's <c>ImageDataLoaders</c>. For anything else there is <see cref="DataBlock{TItem}"/>, and <see cref="DataLoaders.ToDataBlock"/> shows the way there.</summary>
public static class ImageDataLoaders
{
    /// <summary>One folder of images for each class, perhaps below <c>train</c> and <c>valid</c>.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <param name="scan">Policy for unreadable files, and progress; null means <see cref="ImageLoadersOptions.Scan"/> if that is set, and otherwise the defaults: unreadable files are an error.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>The loaders; <see cref="DataLoaders.TestLoader"/> takes paths of files, whose label is the name of their folder.</returns>
    /// <exception cref="HoneDataException">The folder or a file is unusable; the message names it.</exception>
    public static DataLoaders FromFolder(string root, ImageLoadersOptions? options = null, ImageFolderOptions? scan = null, CancellationToken cancellationToken = default)
    {
        ItemScanOptions? asked = scan is null ? options?.Scan : null;
        ImageFolderOptions? folderScan = asked is null ? scan : new ImageFolderOptions { Unreadable = asked.Unreadable, Progress = asked.Progress };
        ImageFolderScan found = ImageFolder.Scan(root, folderScan, cancellationToken.CanBeCanceled ? cancellationToken : asked?.CancellationToken ?? default);
        IReadOnlyList<string> vocab = options?.Vocab ?? found.ClassNames;
        DataBlock<FolderItem> block = ImageBlocks.FromFolder(found, (options ?? new ImageLoadersOptions()).Mode) with { Target = new CategoryBlock<FolderItem>(item => found.ClassNames[item.Label], vocab) };
        string scanText = asked is null ? Also(scan, "scan") : ", new() { Unreadable = options.Scan.Unreadable, Progress = options.Scan.Progress }";
        bool hasParts = found.Items.Any(item => item.Part != FolderPart.None);
        var text = new BlockText(
            $"ImageDataLoaders.FromFolder(root{Also(options, "options")}{Also(scan, "scan")})",
            nameof(FolderItem),
            "item => item.Id",
            "item => ImageFile.Read(item.Path).Image",
            $"new CategoryBlock<FolderItem>(item => found.ClassNames[item.Label], {(options?.Vocab is null ? "found.ClassNames" : "options.Vocab")})",
            "found.Items")
        {
            Before = [$"ImageFolderScan found = ImageFolder.Scan(root{scanText});"],
            Splitter = hasParts ? "ImageBlocks.FromFolder(found).Splitter" : null,
        };
        DataLoaders data = Make(block, found.Items, hasParts ? block.Splitter : null, options is null ? null : options with { Scan = null }, text);
        UnreadableItem[] unreadable = [.. found.Unreadable.Select(item => new UnreadableItem(item.Id, item.Problem!))];
        DataBlock<FolderItem> later = BlockOf(block, null, options) with { Target = new CategoryBlock<FolderItem>(item => item.Label < 0 ? LabelFunctions.ParentLabel(item.Id) : found.ClassNames[item.Label], vocab) };
        var source = new BlockSource<FolderItem>(later, FileOutsideOfTheScan);
        return data.MadeBy(data.Block, unreadable, source);
    }

    /// <summary>Files and a function of their paths that gives the label.</summary>
    /// <param name="paths">Such as <see cref="FolderFiles.GetImageFiles"/> finds them.</param>
    /// <param name="label">The label of a path.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">A file or label is unusable; the message names it.</exception>
    public static DataLoaders FromPathFunc(IReadOnlyList<string> paths, Func<string, string> label, ImageLoadersOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(label);
        return Make(paths, label, options, $"FromPathFunc(paths, label{Also(options, "options")})", "label");
    }

    /// <summary>Files and a function of their names, without folders, that gives the label.</summary>
    /// <param name="paths">Such as <see cref="FolderFiles.GetImageFiles"/> finds them.</param>
    /// <param name="label">The label of a name such as <c>beagle_12.jpg</c>.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">A file or label is unusable; the message names it.</exception>
    public static DataLoaders FromNameFunc(IReadOnlyList<string> paths, Func<string, string> label, ImageLoadersOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(paths);
        return Make(paths, path => label(Path.GetFileName(path)), options, $"FromNameFunc(paths, label{Also(options, "options")})", "path => label(Path.GetFileName(path))");
    }

    /// <summary>Files and a regular expression whose first group is the label, searched for in the whole path with '/' between its names.</summary>
    /// <param name="paths">Such as <see cref="FolderFiles.GetImageFiles"/> finds them.</param>
    /// <param name="pattern">Such as <c>/([^/]+)_\d+\.jpg$</c>.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneException">The pattern is malformed, or has no group.</exception>
    /// <exception cref="HoneDataException">A file or label is unusable; the message names it.</exception>
    public static DataLoaders FromPathRe(IReadOnlyList<string> paths, string pattern, ImageLoadersOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var labeller = new RegexLabeller(pattern);
        return Make(paths, path => labeller.Label(path.Replace('\\', '/')), options, $"FromPathRe(paths, pattern{Also(options, "options")})", "path => labeller.Label(path.Replace('\\\\', '/'))", "var labeller = new RegexLabeller(pattern);");
    }

    /// <summary>Files and a regular expression whose first group is the label, searched for in the name of the file.</summary>
    /// <param name="paths">Such as <see cref="FolderFiles.GetImageFiles"/> finds them.</param>
    /// <param name="pattern">Such as <c>^(.+)_\d+\.jpg$</c>.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneException">The pattern is malformed, or has no group.</exception>
    /// <exception cref="HoneDataException">A file or label is unusable; the message names it.</exception>
    public static DataLoaders FromNameRe(IReadOnlyList<string> paths, string pattern, ImageLoadersOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var labeller = new RegexLabeller(pattern);
        return Make(paths, path => labeller.Label(Path.GetFileName(path)), options, $"FromNameRe(paths, pattern{Also(options, "options")})", "path => labeller.Label(Path.GetFileName(path))", "var labeller = new RegexLabeller(pattern);");
    }

    /// <summary>Files and their labels.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="labels">The label of each.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">The lists differ in length, a path occurs twice, or a file is unusable.</exception>
    public static DataLoaders FromLists(IReadOnlyList<string> paths, IReadOnlyList<string> labels, ImageLoadersOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(labels);
        if (paths.Count != labels.Count)
        {
            throw new HoneDataException("A label for each file.", $"{Wording.Count(paths.Count, "file")} and {Wording.Count(labels.Count, "label")}", nameof(FromLists), "take both from the same table");
        }

        var byPath = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < paths.Count; i++)
        {
            if (!byPath.TryAdd(paths[i], labels[i]))
            {
                throw new HoneDataException("Each file occurs once.", $"{paths[i]} again at position {i}", nameof(FromLists), "remove one of both");
            }
        }

        const string Pairs = "Dictionary<string, string> labelOf = paths.Zip(labels).ToDictionary(pair => pair.First, pair => pair.Second);";
        return Make(paths, path => LabelOf(path, byPath), options, $"FromLists(paths, labels{Also(options, "options")})", "path => labelOf[path]", Pairs);
    }

    /// <summary>A table of file names and labels; fastai's <c>from_df</c>.</summary>
    /// <param name="table">The table, such as <see cref="Frame.ReadCsv"/> gives it. Read with <see cref="CsvOptions.Kind"/> Text, labels stay as they are written.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <param name="columns">Which columns hold what; null means file names first and labels second, as in fastai.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">The table lacks a column or a value, repeats a file, or names one that is not there; the message names the row.</exception>
    public static DataLoaders FromFrame(Frame table, string folder, ImageLoadersOptions? options = null, TableLabelsOptions? columns = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(folder);
        var files = new ImageTable(table, folder, columns ?? new TableLabelsOptions(), nameof(FromFrame), options);
        return Make(files, options, files.Text($"ImageDataLoaders.FromFrame(table, folder{Also(options, "options")}{Also(columns, "columns")})"));
    }

    /// <summary>A table of file names and labels in a file, with a header; fastai's <c>from_csv</c>.</summary>
    /// <param name="csvPath">The table.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <param name="columns">Which columns hold what; null means file names first and labels second, as in fastai.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">The table lacks a column or a value, repeats a file, or names one that is not there; the message names the row.</exception>
    public static DataLoaders FromCsv(string csvPath, string folder, ImageLoadersOptions? options = null, TableLabelsOptions? columns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(csvPath);
        ArgumentNullException.ThrowIfNull(folder);

        // As text, so that a class 007 stays one, and one that is called NA is no missing value.
        Frame table = Frame.ReadCsv(csvPath, new CsvOptions { Kind = ColumnKind.Text, Missing = [] });
        var files = new ImageTable(table, folder, columns ?? new TableLabelsOptions(), csvPath, options);
        BlockText text = files.Text(
            $"ImageDataLoaders.FromCsv(csvPath, folder{Also(options, "options")}{Also(columns, "columns")})",
            "Frame table = Frame.ReadCsv(csvPath, new CsvOptions { Kind = ColumnKind.Text, Missing = [] });");
        return Make(files, options, text);
    }

    /// <summary>The name of an argument after a comma, where one was passed.</summary>
    internal static string Also(object? argument, string name) => argument is null ? string.Empty : $", {name}";

    /// <summary>The loaders of a block with the options of a factory.</summary>
    internal static DataLoaders Make<TItem>(DataBlock<TItem> block, IReadOnlyList<TItem> items, Splitter? found, ImageLoadersOptions? options, BlockText text)
    {
        DataBlock<TItem> whole = BlockOf(block, found, options);
        return whole.DataLoaders(items, options?.Loader).MadeBy(text.With(options));
    }

    private static DataBlock<TItem> BlockOf<TItem>(DataBlock<TItem> block, Splitter? found, ImageLoadersOptions? options)
    {
        ImageLoadersOptions chosen = options ?? new ImageLoadersOptions();
        return block with
        {
            Splitter = chosen.SplitterOr(found),
            ItemTransforms = chosen.ItemTransforms,
            BatchTransforms = chosen.BatchTransforms,
            Scan = chosen.Scan,
        };
    }

    private static string LabelOf(string path, Dictionary<string, string> labels) => labels.TryGetValue(path, out string? label)
        ? label
        : throw new HoneDataException($"A label from the {labels.Count} files of the lists.", path, nameof(FromLists), "labels of further files are known to functions and tables, not to lists");

    /// <summary>The label of such a file is read from its folder, and only when labels are asked for.</summary>
    private static FolderItem FileOutsideOfTheScan(string path) => new() { Id = path.Replace('\\', '/'), Path = path, Label = -1, Part = FolderPart.None };

    private static DataLoaders Make(ImageTable files, ImageLoadersOptions? options, BlockText text) =>
        Make(files.Block((options ?? new ImageLoadersOptions()).Mode), files.Rows, files.Splitter, options, text);

    private static DataLoaders Make(IReadOnlyList<string> paths, Func<string, string> label, ImageLoadersOptions? options, string call, string labelText, params IReadOnlyList<string> before)
    {
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image, (options ?? new ImageLoadersOptions()).Mode),
            Target = new CategoryBlock<string>(label, options?.Vocab),
        };
        var text = new BlockText(
            $"ImageDataLoaders.{call}",
            "string",
            "path => path.Replace('\\\\', '/')",
            "path => ImageFile.Read(path).Image",
            $"new CategoryBlock<string>({labelText}{Also(options?.Vocab, "options.Vocab")})",
            "paths")
        {
            Before = before,
        };
        return Make(block, paths, null, options, text);
    }
}

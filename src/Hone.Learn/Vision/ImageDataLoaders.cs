using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Loaders for image classification in one call; fastai's <c>ImageDataLoaders</c>. For anything else there is <see cref="DataBlock{TItem}"/>.</summary>
public static class ImageDataLoaders
{
    /// <summary>One folder of images for each class, perhaps below <c>train</c> and <c>valid</c>.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <param name="scan">Policy for unreadable files, and progress; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">The folder or a file is unusable; the message names it.</exception>
    public static DataLoaders FromFolder(string root, ImageLoadersOptions? options = null, ImageFolderOptions? scan = null, CancellationToken cancellationToken = default)
    {
        options ??= new ImageLoadersOptions();
        ImageFolderScan found = ImageFolder.Scan(root, scan, cancellationToken);
        DataBlock<FolderItem> block = ImageBlocks.FromFolder(found, options.Mode);
        bool hasParts = found.Items.Any(item => item.Part != FolderPart.None);
        return (block with
        {
            Splitter = options.SplitterOr(hasParts ? block.Splitter : null),
            ItemTransforms = options.ItemTransforms,
            BatchTransforms = options.BatchTransforms,
        }).DataLoaders(found.Items, options.Loader);
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
        return Make(paths, new CategoryBlock<string>(label), null, options);
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
        return FromPathFunc(paths, path => label(Path.GetFileName(path)), options);
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
        var labeller = new RegexLabeller(pattern);
        return FromPathFunc(paths, path => labeller.Label(path.Replace('\\', '/')), options);
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
        return Make(paths, new CategoryBlock<string>(path => labeller.Label(Path.GetFileName(path))), null, options);
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
        return FromLists(paths, labels, null, nameof(FromLists), options);
    }

    /// <summary>A table of file names and labels, with a header.</summary>
    /// <param name="csvPath">The table.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="options">Split, transforms and sizes; null means the defaults.</param>
    /// <param name="columns">Which columns hold what; null means file names first and labels second, as in fastai.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">The table lacks a column or repeats a file, or a file is unusable; the message names the row.</exception>
    public static DataLoaders FromCsv(string csvPath, string folder, ImageLoadersOptions? options = null, CsvLabelsOptions? columns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(csvPath);
        ArgumentNullException.ThrowIfNull(folder);
        columns ??= new CsvLabelsOptions();
        var file = new ColReader(columns.FileColumn, new() { Suffix = columns.Suffix });
        var label = new ColReader(columns.LabelColumn, new() { Delimiter = columns.LabelDelimiter });
        IReadOnlyList<FrameRow> rows = Frame.ReadCsv(csvPath, new CsvOptions { Kind = ColumnKind.Text, Missing = [] }).Rows();
        string[] paths = [.. rows.Select(row => Path.Combine(folder, file.Text(row)))];
        MaskSplitter? splitter = columns.ValidColumn is { } column ? new MaskSplitter([.. rows.Select(row => row.Text(column)!.ToLowerInvariant() is "true" or "1")]) : null;
        if (columns.LabelDelimiter is null)
        {
            return FromLists(paths, [.. rows.Select(label.Text)], splitter, csvPath, options);
        }

        Dictionary<string, IReadOnlyList<string>> byPath = ByPath(paths, [.. rows.Select(label.Labels)], csvPath);
        return Make(paths, new MultiCategoryBlock<string>(path => byPath[path]), splitter, options);
    }

    private static DataLoaders FromLists(IReadOnlyList<string> paths, IReadOnlyList<string> labels, Splitter? splitter, string where, ImageLoadersOptions? options)
    {
        if (paths.Count != labels.Count)
        {
            throw new HoneDataException("A label for each file.", $"{paths.Count} files and {labels.Count} labels", where, "take both from the same table");
        }

        Dictionary<string, string> byPath = ByPath(paths, labels, where);
        return Make(paths, new CategoryBlock<string>(path => byPath[path]), splitter, options);
    }

    private static Dictionary<string, TLabel> ByPath<TLabel>(IReadOnlyList<string> paths, IReadOnlyList<TLabel> labels, string where)
    {
        var byPath = new Dictionary<string, TLabel>(StringComparer.Ordinal);
        for (int i = 0; i < paths.Count; i++)
        {
            if (!byPath.TryAdd(paths[i], labels[i]))
            {
                throw new HoneDataException("Each file occurs once.", $"{paths[i]} again at position {i}", where, "remove the row; several labels of one file stand in one row, with a LabelDelimiter between them");
            }
        }

        return byPath;
    }

    private static DataLoaders Make(IReadOnlyList<string> paths, Block<string> target, Splitter? splitter, ImageLoadersOptions? options)
    {
        options ??= new ImageLoadersOptions();
        var block = new DataBlock<string>
        {
            GetId = path => path.Replace('\\', '/'),
            Input = new ImageBlock<string>(path => ImageFile.Read(path).Image, options.Mode),
            Target = target,
            Splitter = options.SplitterOr(splitter),
            ItemTransforms = options.ItemTransforms,
            BatchTransforms = options.BatchTransforms,
        };
        return block.DataLoaders(paths, options.Loader);
    }
}

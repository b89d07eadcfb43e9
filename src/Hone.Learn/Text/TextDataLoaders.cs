using System.Globalization;
using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Loaders for the classification of texts in one call; fastai's <c>TextDataLoaders</c>, without its language models. For anything else there is <see cref="TextBlock{TItem}"/>.</summary>
/// <remarks>
/// What learns from them goes into a <c>.hone</c> file with <see cref="LearnerExport.Export"/>: vocabulary and tokenizer travel as data, and <see cref="Predictor.PredictText"/> answers new texts.
/// </remarks>
public static class TextDataLoaders
{
    /// <summary>One folder of <c>.txt</c> files for each class, perhaps below <c>train</c> and <c>valid</c>.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">Split, vocabulary and sizes; null means the defaults.</param>
    /// <param name="train">Folder of the training part, where there is one.</param>
    /// <param name="valid">Folder of the validation part; <c>test</c> for sets such as IMDB, whose test part judges here, as in fastai's examples. Files of other folders beside the two are left out.</param>
    /// <returns>The loaders; new items are paths of files.</returns>
    /// <exception cref="HoneDataException">The folder or a file is unusable; the message names it.</exception>
    public static DataLoaders FromFolder(string root, TextLoadersOptions? options = null, string train = "train", string valid = "valid")
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        options ??= new TextLoadersOptions();
        bool hasParts = Directory.Exists(Path.Combine(root, train)) && Directory.Exists(Path.Combine(root, valid));
        IReadOnlyList<string> files = FolderFiles.GetTextFiles(root, hasParts ? new FileListOptions { Folders = [train, valid] } : null);
        if (files.Count == 0)
        {
            throw new HoneDataException("A folder with one folder of .txt files for each class.", "0 files that end in .txt", root, "check the folder and the extension, or read the texts with a TextBlock");
        }

        // The folders named here are parts, whatever a splitter would take for a test part by its name.
        Splitter? parts = hasParts ? new FuncSplitter(id => id.StartsWith($"{valid}/", StringComparison.Ordinal)) : null;
        var block = new DataBlock<string>
        {
            GetId = path => Path.GetRelativePath(root, path).Replace('\\', '/'),
            Input = new TextBlock<string>(TextFile.Read, options.Text),
            Target = new CategoryBlock<string>(path => LabelFunctions.ParentLabel(path), options.LabelVocab),
            Splitter = options.SplitterOr(parts),
        };
        return block.DataLoaders(files, options.Loader);
    }

    /// <summary>A table of texts and labels; fastai's <c>from_df</c>.</summary>
    /// <param name="table">The table. Read with <see cref="CsvOptions.Kind"/> Text, labels stay as they are written.</param>
    /// <param name="options">Split, vocabulary and sizes; null means the defaults.</param>
    /// <param name="columns">Which columns hold what; null means texts first and labels second, as in fastai.</param>
    /// <returns>The loaders; new items are rows of a table with the same columns.</returns>
    /// <exception cref="HoneDataException">The table lacks a column or a value; the message names the row.</exception>
    public static DataLoaders FromFrame(Frame table, TextLoadersOptions? options = null, TextColumnsOptions? columns = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new TextLoadersOptions();
        columns ??= new TextColumnsOptions();
        var text = new ColReader(columns.TextColumn.NameIn(table));
        var label = new ColReader(columns.LabelColumn.NameIn(table), new() { Delimiter = columns.LabelDelimiter });
        IReadOnlyList<FrameRow> rows = table.Rows();
        MaskSplitter? told = columns.ValidColumn is { } valid ? new MaskSplitter([.. rows.Select(new ColReader(valid.NameIn(table)).Truth)]) : null;
        var block = new DataBlock<FrameRow>
        {
            GetId = row => row.Index.ToString(CultureInfo.InvariantCulture),
            Input = new TextBlock<FrameRow>(text.Text, options.Text),
            Target = columns.LabelDelimiter is null ? new CategoryBlock<FrameRow>(label.Text, options.LabelVocab) : new MultiCategoryBlock<FrameRow>(label.Labels, options.LabelVocab),
            Splitter = options.SplitterOr(told),
        };
        return block.DataLoaders(rows, options.Loader);
    }

    /// <summary>A table of texts and labels in a file, with a header; fastai's <c>from_csv</c>.</summary>
    /// <param name="csvPath">The table.</param>
    /// <param name="options">Split, vocabulary and sizes; null means the defaults.</param>
    /// <param name="columns">Which columns hold what; null means texts first and labels second, as in fastai.</param>
    /// <returns>The loaders.</returns>
    /// <exception cref="HoneDataException">The file cannot be read, or lacks a column or a value; the message names the row.</exception>
    public static DataLoaders FromCsv(string csvPath, TextLoadersOptions? options = null, TextColumnsOptions? columns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(csvPath);

        // As text, so that a text "007" stays one, and one that is called NA is no missing value.
        return FromFrame(Frame.ReadCsv(csvPath, new CsvOptions { Kind = ColumnKind.Text, Missing = [] }), options, columns);
    }
}

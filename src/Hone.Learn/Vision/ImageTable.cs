using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>A table of image files and their labels, checked, as a data block over its rows.</summary>
internal sealed class ImageTable
{
    private const int NamedFiles = 3;

    private readonly TableLabelsOptions _columns;
    private readonly string _where;
    private readonly string _fileColumn;
    private readonly string[] _labelColumns;
    private readonly string? _validColumn;
    private readonly LabelKind _kind;
    private readonly IReadOnlyList<string>? _vocab;
    private readonly HashSet<string> _classes;
    private readonly ColReader _file;
    private readonly string _folder;

    /// <summary>Reads the columns and checks that each file occurs once and is there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="columns">Which columns hold what.</param>
    /// <param name="where">How errors call the table.</param>
    /// <param name="options">The classes in their order, and what happens later to files that cannot be read; files that are not there count as such unless they are an error.</param>
    public ImageTable(Frame table, string folder, TableLabelsOptions columns, string where, ImageLoadersOptions? options)
    {
        _columns = columns;
        _where = where;
        _fileColumn = columns.FileColumn.NameIn(table);
        _labelColumns = [.. (columns.LabelColumns.Count == 0 ? [columns.LabelColumn] : columns.LabelColumns).Select(key => key.NameIn(table))];
        _kind = KindOf(columns, where);
        _vocab = options?.Vocab;
        _classes = [.. _vocab ?? []];
        if (_kind == LabelKind.Regression || _labelColumns.Length > 1)
        {
            options?.RequireNoVocab(_kind == LabelKind.Regression ? "numbers have no classes" : "columns of yes and no are the classes, in the order of TableLabelsOptions.LabelColumns", where);
        }

        Rows = table.Rows();
        _file = new ColReader(_fileColumn, new() { Suffix = columns.Suffix });
        _folder = folder;
        RequireFiles(areNeeded: options?.Scan is null or { Unreadable: UnreadablePolicy.Fail });
        _validColumn = columns.ValidColumn?.NameIn(table);
        if (_validColumn is not null)
        {
            Splitter = new MaskSplitter([.. Rows.Select(new ColReader(_validColumn).Truth)]);
        }
    }

    /// <summary>The rows: the items of the block.</summary>
    public IReadOnlyList<FrameRow> Rows { get; }

    /// <summary>The split that a column tells; null when none does.</summary>
    public Splitter? Splitter { get; }

    /// <summary>What an item is, and what it should be answered with.</summary>
    public DataBlock<FrameRow> Block(ImageMode mode) => new()
    {
        GetId = row => PathOf(row).Replace('\\', '/'),
        Input = new ImageBlock<FrameRow>(row => ImageFile.Read(PathOf(row)).Image, mode),
        Target = Target(),
    };

    /// <summary>The C# of the same block.</summary>
    /// <param name="call">The call of the factory.</param>
    /// <param name="before">Statements that make the variable <c>table</c>; none where it was passed.</param>
    public BlockText Text(string call, params IReadOnlyList<string> before)
    {
        string suffix = _columns.Suffix.Length == 0 ? string.Empty : $", new() {{ Suffix = {Quoted(_columns.Suffix)} }}";
        string delimiter = _columns.LabelDelimiter is { } text && _kind == LabelKind.MultiCategory ? $", new() {{ Delimiter = {Quoted(text)} }}" : string.Empty;
        string labels = _labelColumns.Length == 1
            ? $"var label = new ColReader({Quoted(_labelColumns[0])}{delimiter});"
            : $"ColReader[] labels = [{string.Join(", ", _labelColumns.Select(name => $"new({Quoted(name)})"))}];";
        return new BlockText(
            call,
            nameof(FrameRow),
            "row => Path.Combine(folder, file.Text(row))",
            "row => ImageFile.Read(Path.Combine(folder, file.Text(row))).Image",
            TargetText(),
            "table.Rows()")
        {
            Before = [.. before, $"var file = new ColReader({Quoted(_fileColumn)}{suffix});", labels],
            Splitter = _validColumn is null ? null : $"new MaskSplitter([.. table.Rows().Select(new ColReader({Quoted(_validColumn)}).Truth)])",
        };
    }

    /// <summary>Of any table with these columns, so that later ones can be predicted.</summary>
    private string PathOf(FrameRow row) => Path.Combine(_folder, _file.Text(row));

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static LabelKind KindOf(TableLabelsOptions columns, string where)
    {
        bool hasSeveral = columns.LabelColumns.Count > 1 || columns.LabelDelimiter is not null;
        LabelKind kind = columns.Kind == LabelKind.Inferred ? hasSeveral ? LabelKind.MultiCategory : LabelKind.Category : columns.Kind;
        bool fits = kind switch
        {
            LabelKind.Category => !hasSeveral,
            LabelKind.MultiCategory => columns.LabelDelimiter is null || columns.LabelColumns.Count < 2,
            _ => columns.LabelDelimiter is null,
        };
        return fits
            ? kind
            : throw new HoneDataException(
                "One column for a category, one column with a delimiter or several of yes and no for categories, and columns without a delimiter for numbers.",
                $"{kind} with {Math.Max(1, columns.LabelColumns.Count)} columns and {(columns.LabelDelimiter is null ? "no delimiter" : $"the delimiter \"{columns.LabelDelimiter}\"")}",
                where,
                "set TableLabelsOptions.Kind, or leave it to the columns");
    }

    private Block<FrameRow> Target()
    {
        ColReader[] labels = [.. _labelColumns.Select(name => new ColReader(name, new() { Delimiter = _columns.LabelDelimiter }))];
        return _kind switch
        {
            LabelKind.Regression => new RegressionBlock<FrameRow>(row => labels.Select(label => label.Number(row)).ToArray(), labels.Length),
            LabelKind.MultiCategory when labels.Length > 1 => MultiCategoryBlock<FrameRow>.Encoded(row => [.. labels.Select(label => label.Truth(row))], _labelColumns),
            LabelKind.MultiCategory => new MultiCategoryBlock<FrameRow>(row => [.. labels[0].Labels(row).Select(label => Known(row, label))], _vocab),
            _ => new CategoryBlock<FrameRow>(row => Known(row, labels[0].Text(row)), _vocab),
        };
    }

    private string TargetText() => _kind switch
    {
        LabelKind.Regression when _labelColumns.Length > 1 => $"new RegressionBlock<FrameRow>(row => labels.Select(label => label.Number(row)).ToArray(), {_labelColumns.Length})",
        LabelKind.Regression => "new RegressionBlock<FrameRow>(row => new float[] { label.Number(row) })",
        LabelKind.MultiCategory when _labelColumns.Length > 1 => $"MultiCategoryBlock<FrameRow>.Encoded(row => [.. labels.Select(label => label.Truth(row))], [{string.Join(", ", _labelColumns.Select(Quoted))}])",
        LabelKind.MultiCategory => $"new MultiCategoryBlock<FrameRow>(label.Labels{VocabText})",
        _ => $"new CategoryBlock<FrameRow>(label.Text{VocabText})",
    };

    private string VocabText => _vocab is null ? string.Empty : ", options.Vocab";

    /// <summary>A label that is one of the given classes; the block names the file of another one, this its row.</summary>
    private string Known(FrameRow row, string label)
    {
        if (_classes.Contains(label))
        {
            return label;
        }

        if (label.Length == 0)
        {
            throw new HoneDataException("Every row has a label.", $"an empty one in row {row.Index}", _where, "fill the label, or leave the row out: table.Filter(...)");
        }

        return _vocab is null
            ? label
            : throw new HoneDataException(Vocabulary.Expected(_vocab), $"\"{label}\" in row {row.Index}", _where, "correct the label, or give the class to ImageLoadersOptions.Vocab");
    }

    /// <summary>A table that names a file twice leaks across its split; one that names files that are not there would fail in the middle of the first epoch.</summary>
    private void RequireFiles(bool areNeeded)
    {
        string[] paths = [.. Rows.Select(PathOf)];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var missing = new List<int>();
        for (int row = 0; row < paths.Length; row++)
        {
            if (!seen.TryAdd(paths[row], row))
            {
                throw new HoneDataException("Each file occurs once.", $"{paths[row]} in row {seen[paths[row]]}, and again at position {row}", _where, "remove the row; several labels of one file stand in one row, with a LabelDelimiter between them");
            }

            if (areNeeded && !File.Exists(paths[row]))
            {
                missing.Add(row);
            }
        }

        if (missing.Count > 0)
        {
            string named = string.Join(", ", missing.Take(NamedFiles).Select(row => $"{paths[row]} (row {row})"));
            throw new HoneDataException($"The files of all {paths.Length} rows.", $"{missing.Count} that are not there: {named}{(missing.Count > NamedFiles ? ", ..." : string.Empty)}", _where, "check the folder and the suffix, or leave the rows out: table.Filter(...)");
        }
    }
}

using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>Reads a column of a row: a path, a label, several labels, a number, yes or no; fastai's <c>ColReader</c>.</summary>
/// <remarks>Differences: one column a reader; labels lose the spaces around them, and empty ones between two delimiters are left out.</remarks>
public sealed class ColReader
{
    private readonly string? _name;
    private readonly int _number;
    private readonly ColReaderOptions _options;

    /// <summary>A column by its name.</summary>
    /// <param name="column">As in the header.</param>
    /// <param name="options">Prefix, suffix, delimiter; none unless told.</param>
    /// <exception cref="HoneException">The delimiter is empty.</exception>
    public ColReader(string column, ColReaderOptions? options = null)
        : this(-1, options)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        _name = column;
    }

    /// <summary>A column by its number.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="options">Prefix, suffix, delimiter; none unless told.</param>
    /// <exception cref="HoneException">The delimiter is empty.</exception>
    public ColReader(int column, ColReaderOptions? options = null)
    {
        _number = column;
        _options = options ?? new ColReaderOptions();
        if (_options.Delimiter is { Length: 0 })
        {
            throw new HoneException("A delimiter of at least one letter.", "an empty text", nameof(ColReader), "use null for columns with one label, or \" \" for labels with spaces between them");
        }
    }

    /// <summary>The text of the column with prefix and suffix.</summary>
    /// <param name="row">A row of a table; read with <see cref="CsvOptions.Kind"/> Text, values stay as they are written.</param>
    /// <returns>Such as a path.</returns>
    /// <exception cref="HoneDataException">There is no such column, or it has no value here.</exception>
    public string Text(FrameRow row) => _options.Prefix + (Cell(row) ?? throw Missing(row)) + _options.Suffix;

    /// <summary>The labels between the delimiters, each with prefix and suffix; without a delimiter the one text.</summary>
    /// <param name="row">A row of a table.</param>
    /// <returns>The labels in the order of the column, each once; none where the column is empty.</returns>
    /// <exception cref="HoneDataException">There is no such column.</exception>
    public IReadOnlyList<string> Labels(FrameRow row)
    {
        string cell = Cell(row) ?? string.Empty;
        string[] labels = _options.Delimiter is null ? [cell] : cell.Split(_options.Delimiter);
        return [.. labels.Select(label => label.Trim()).Where(label => label.Length > 0).Distinct(StringComparer.Ordinal).Select(label => _options.Prefix + label + _options.Suffix)];
    }

    /// <summary>The number in the column, without prefix and suffix.</summary>
    /// <param name="row">A row of a table.</param>
    /// <returns>A finite number.</returns>
    /// <exception cref="HoneDataException">There is no such column, or what stands there is no finite number.</exception>
    public float Number(FrameRow row)
    {
        string text = Cell(row) ?? throw Missing(row);
        bool isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value);
        return isNumber ? value : throw new HoneDataException("Every row has a finite number in the column.", $"\"{text}\" in row {row.Index}", ToString(), "repair the value, or leave the row out");
    }

    /// <summary>Whether the column says yes: <c>true</c>, <c>yes</c> or <c>1</c>; no are <c>false</c>, <c>no</c> and <c>0</c>.</summary>
    /// <param name="row">A row of a table.</param>
    /// <returns>True for yes.</returns>
    /// <exception cref="HoneDataException">There is no such column, or it says neither.</exception>
    public bool Truth(FrameRow row)
    {
        string text = Cell(row) ?? throw Missing(row);
        return FieldFormat.TryBool(text, isAsked: true, out bool value)
            ? value
            : throw new HoneDataException("Every row says true or false in the column: also yes and no, 1 and 0.", $"\"{text}\" in row {row.Index}", ToString(), double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "repair the value, or leave the row out; if the columns are numbers to predict, set TableLabelsOptions.Kind to LabelKind.Regression" : "repair the value, or leave the row out");
    }

    /// <summary>The column.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"ColReader({_name ?? _number.ToString(CultureInfo.InvariantCulture)})";

    private string? Cell(FrameRow row) => _name is null ? row.Text(_number) : row.Text(_name);

    private HoneDataException Missing(FrameRow row) => new("Every row has a value in the column.", $"none in row {row.Index}", ToString(), "leave the row out, or fill the value");
}

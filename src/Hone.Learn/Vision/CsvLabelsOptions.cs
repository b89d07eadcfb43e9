namespace Hone.Learn;

/// <summary>Where a table holds file names and labels; fastai's numbers.</summary>
public sealed record CsvLabelsOptions
{
    /// <summary>Column of the file names, from 0.</summary>
    public int FileColumn { get; init; }

    /// <summary>Column of the labels, from 0.</summary>
    public int LabelColumn { get; init; } = 1;

    /// <summary>
    /// What stands between several labels of one file, such as a space; then the target is a <see cref="MultiCategoryBlock{TItem}"/>, and a file may have no label. Null,
    /// the default, for one label each. fastai's <c>label_delim</c>.
    /// </summary>
    public string? LabelDelimiter { get; init; }

    /// <summary>Column that says <c>true</c> or <c>1</c> for items of the validation part; null for none.</summary>
    public int? ValidColumn { get; init; }

    /// <summary>Put behind each file name, such as <c>.jpg</c>.</summary>
    public string Suffix { get; init; } = string.Empty;
}

namespace Hone.Learn.Data;

/// <summary>Where a table holds file names and labels; the defaults are fastai's.</summary>
public sealed record TableLabelsOptions
{
    /// <summary>Column of the file names; the first. fastai's <c>fn_col</c>.</summary>
    public ColumnKey FileColumn { get; init; } = 0;

    /// <summary>Column of the labels; the second. fastai's <c>label_col</c>.</summary>
    public ColumnKey LabelColumn { get; init; } = 1;

    /// <summary>Columns of the labels where they are more than one: yes or no for each class, or several numbers. They replace <see cref="LabelColumn"/>; none unless told.</summary>
    public IReadOnlyList<ColumnKey> LabelColumns { get; init; } = [];

    /// <summary>
    /// What stands between several labels of one file, such as a space; then the target is a <see cref="MultiCategoryBlock{TItem}"/>, and a file may have no label. Null,
    /// the default, for one label each. fastai's <c>label_delim</c>.
    /// </summary>
    public string? LabelDelimiter { get; init; }

    /// <summary>What the labels are; seen from the columns unless told.</summary>
    public LabelKind Kind { get; init; }

    /// <summary>Column that says <c>true</c>, <c>yes</c> or <c>1</c> for items of the validation part and <c>false</c>, <c>no</c> or <c>0</c> for others; null for none. fastai's <c>valid_col</c>.</summary>
    public ColumnKey? ValidColumn { get; init; }

    /// <summary>Put behind each file name, such as <c>.jpg</c>; nothing unless told. fastai's <c>suff</c>.</summary>
    public string Suffix { get; init; } = string.Empty;
}

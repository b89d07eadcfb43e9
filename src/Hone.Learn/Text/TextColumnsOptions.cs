using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Where a table holds texts and labels; the defaults are fastai's.</summary>
public sealed record TextColumnsOptions
{
    /// <summary>Column of the texts; the first. fastai's <c>text_col</c>.</summary>
    public ColumnKey TextColumn { get; init; } = 0;

    /// <summary>Column of the labels; the second. fastai's <c>label_col</c>.</summary>
    public ColumnKey LabelColumn { get; init; } = 1;

    /// <summary>What stands between several labels of one text; then the target is a <see cref="MultiCategoryBlock{TItem}"/>. Null, the default, for one label each. fastai's <c>label_delim</c>.</summary>
    public string? LabelDelimiter { get; init; }

    /// <summary>Column that says yes for items of the validation part, as <see cref="TableLabelsOptions.ValidColumn"/>; null for none. fastai's <c>valid_col</c>.</summary>
    public ColumnKey? ValidColumn { get; init; }
}

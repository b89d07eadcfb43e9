namespace Hone.Learn;

/// <summary>Where a table holds file names and labels; fastai's numbers.</summary>
public sealed record CsvLabelsOptions
{
    /// <summary>Column of the file names, from 0.</summary>
    public int FileColumn { get; init; }

    /// <summary>Column of the labels, from 0.</summary>
    public int LabelColumn { get; init; } = 1;

    /// <summary>Column that says <c>true</c> or <c>1</c> for items of the validation part; null for none.</summary>
    public int? ValidColumn { get; init; }

    /// <summary>Put behind each file name, such as <c>.jpg</c>.</summary>
    public string Suffix { get; init; } = string.Empty;
}

namespace Hone.Learn.Data;

/// <summary>Options of <see cref="ColReader"/>.</summary>
public sealed record ColReaderOptions
{
    /// <summary>Put before each text, such as the folder of the files; nothing unless told.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>Put behind each text, such as <c>.jpg</c>; nothing unless told.</summary>
    public string Suffix { get; init; } = string.Empty;

    /// <summary>What stands between several labels in one column, such as a space; null for one label. fastai's <c>label_delim</c>.</summary>
    public string? Delimiter { get; init; }
}

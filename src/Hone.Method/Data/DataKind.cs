using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>How raw files become items with labels.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DataKind>))]
public enum DataKind
{
    /// <summary>A table: each row is an item, a column is the label.</summary>
    Table,

    /// <summary>Images in a folder for each class.</summary>
    ImageFolders,

    /// <summary>Images that a table lists; other columns are labels, groups, times.</summary>
    ImageTable,

    /// <summary>Images and masks of the same names, in two folders.</summary>
    ImageMasks,

    /// <summary>A table of ratings: who, what, how good, and perhaps when.</summary>
    Ratings,

    /// <summary>Text files in a folder for each class.</summary>
    TextFolders,
}

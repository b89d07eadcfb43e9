namespace Hone.Method;

/// <summary>How the raw files become items: the content of <c>data/source.json</c>. What is null is found from the files.</summary>
public sealed record DataSource
{
    /// <summary>The version of the file format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The kind of the data.</summary>
    public DataKind? Kind { get; init; }

    /// <summary>The table, as a path below <c>data/raw</c>.</summary>
    public string? Table { get; init; }

    /// <summary>The folder of the images or texts below <c>data/raw</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder of the masks below <c>data/raw</c>.</summary>
    public string? MaskFolder { get; init; }

    /// <summary>The column with a key of each row; null numbers the rows.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column with the file of each row, for images that a table lists.</summary>
    public string? FileColumn { get; init; }

    /// <summary>
    /// The columns of a target of several numbers, in the order of the table: names with commas between, or the first and the last of a run as <c>x0..y67</c>.
    /// Null takes every column of numbers beside the key.
    /// </summary>
    public string? Targets { get; init; }

    /// <summary>How dates are written, in .NET's letters, such as <c>d/M/yyyy</c>.</summary>
    public string? DateFormat { get; init; }
}

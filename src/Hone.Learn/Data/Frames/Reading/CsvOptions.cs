namespace Hone.Learn.Data;

/// <summary>How a table is read from a CSV file.</summary>
public sealed record CsvOptions
{
    /// <summary>Names of the columns when the file has no line of names; null takes the first line.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Columns to read, in the order of the file; the others are skipped, which saves time and memory. Null reads all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Kinds by column, for columns that must not be inferred; a value that does not fit is an error. Columns that are not named here are of kind <see cref="Kind"/>.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new Dictionary<string, ColumnKind>();

    /// <summary>The kind of all columns that <see cref="Kinds"/> does not name, such as Text for labels that must stay as they are written; null infers each from its values.</summary>
    public ColumnKind? Kind { get; init; }

    /// <summary>Character between fields; null takes the most frequent of comma, semicolon, tab and bar in the first line.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether numbers have a comma where others have a point, as in 3,14; false.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>Whether blanks around fields are taken away, but for those inside quotes; true, because a blank after a comma is no part of a value.</summary>
    public bool Trim { get; init; } = true;

    /// <summary>What stands for no value, in its exact spelling after trimming. "None" is not among them: it is a value in many tables.</summary>
    public IReadOnlyCollection<string> Missing { get; init; } = ["", "?", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "-nan", "-NaN", "null", "NULL", "Null"];

    /// <summary>Formats of dates, in .NET's letters; null stands for ISO 8601 and month/day/year. Day/month/year is never guessed: ask for d/M/yyyy.</summary>
    public IReadOnlyList<string>? DateFormats { get; init; }

    /// <summary>How characters are stored in a file without a byte order mark; UTF-8.</summary>
    public CsvEncoding Encoding { get; init; } = CsvEncoding.Utf8;

    /// <summary>Rows to read at most, for a quick look; null reads all.</summary>
    public int? MaxRows { get; init; }

    /// <summary>Characters in a field at most, against a quote that is never closed; 1,048,576.</summary>
    public int MaxFieldLength { get; init; } = 1 << 20;

    /// <summary>Receives rows and bytes while a large file is read.</summary>
    public IProgress<CsvProgress>? Progress { get; init; }
}

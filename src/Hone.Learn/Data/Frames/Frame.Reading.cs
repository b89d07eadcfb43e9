namespace Hone.Learn.Data;

public sealed partial class Frame
{
    /// <summary>Reads a table from a CSV file, plain or gzip (content decides).</summary>
    /// <remarks>
    /// Kinds are inferred from all values: Integer, then Number, Date or Bool, otherwise Text. Whole numbers that begin with 0 (postal codes) or are too long for
    /// 64 bits are Text, because as numbers they would not be what they were. A column whose values are all missing is Number. <see cref="Schema"/> shows the result.
    /// Quotes and line breaks inside quotes follow RFC 4180; blank lines are skipped.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">Names, kinds, separators; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The table.</returns>
    /// <exception cref="HoneDataException">
    /// The file does not exist or is empty; a row has too few or too many fields, a name occurs twice, a value does not fit the kind that was asked for; the message names row,
    /// column and value.
    /// </exception>
    /// <exception cref="HoneFormatException">The bytes are not what the encoding or gzip asks for; the message names the place.</exception>
    public static Frame ReadCsv(string path, CsvOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CsvFrameReader.Read(new CsvSource(path), options ?? new CsvOptions(), cancellationToken);
    }

    /// <summary>Reads a table from CSV text; everything else as in <see cref="ReadCsv"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">Names, kinds, separators; null means the defaults.</param>
    /// <returns>The table.</returns>
    /// <inheritdoc cref="ReadCsv" path="/exception"/>
    public static Frame ParseCsv(string text, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CsvFrameReader.Read(new CsvSource("text", System.Text.Encoding.UTF8.GetBytes(text)), options ?? new CsvOptions(), CancellationToken.None);
    }

    /// <summary>Reads a table from JSON: an array of objects, or one object a line (JSON lines); plain or gzip.</summary>
    /// <remarks>
    /// Columns are the names that occur, in the order in which they first do; a name that an object lacks, and null, are missing. Numbers give Integer or Number, true and false
    /// give Bool, texts give Date when all of them are dates and otherwise Text. The file is read value by value and takes no memory beside that of the columns.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="kinds">Kinds by column, for columns that must not be inferred; null infers all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The table.</returns>
    /// <exception cref="HoneDataException">The file does not exist, a row is no object, or a column mixes kinds; the message names row, column and value.</exception>
    /// <exception cref="HoneFormatException">The file is no JSON; the message names line, row and column.</exception>
    public static Frame ReadJson(string path, IReadOnlyDictionary<string, ColumnKind>? kinds = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return JsonFrameReader.Read(new CsvSource(path), kinds ?? new Dictionary<string, ColumnKind>(), cancellationToken);
    }
}

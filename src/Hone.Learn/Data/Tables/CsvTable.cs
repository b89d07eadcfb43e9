using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Hone.Learn.Data;

/// <summary>Reads tables of comma-separated values with a header, such as lists of file names and labels.</summary>
public static class CsvTable
{
    /// <summary>Reads all rows.</summary>
    /// <param name="path">The file: UTF-8, commas, a header, quotes around values with commas (RFC 4180).</param>
    /// <returns>The rows below the header, in order; empty lines are skipped.</returns>
    /// <exception cref="HoneDataException">There is no such file, it has no header, or a row is malformed; the message names the row.</exception>
    /// <example><code>
    /// var folder = new ColReader("image", new() { Prefix = "train/", Suffix = ".jpg" });
    /// var tags = new ColReader("tags", new() { Delimiter = " " });
    /// var block = new DataBlock&lt;CsvRow&gt;
    /// {
    ///     Input = new ImageBlock&lt;CsvRow&gt;(row => ImageFile.Read(folder.Text(row)).Image),
    ///     Target = new MultiCategoryBlock&lt;CsvRow&gt;(tags.Labels),
    /// };
    /// DataLoaders data = block.DataLoaders(CsvTable.Read("labels.csv"));
    /// </code></example>
    public static IReadOnlyList<CsvRow> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new HoneDataException("A table of comma-separated values.", "no such file", path, "check the path");
        }

        try
        {
            using var text = new StreamReader(path);
            using var table = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture));
            if (!table.Read())
            {
                throw new HoneDataException("A table with a header.", "an empty file", path, "write the names of the columns into the first row");
            }

            string[] columns = table.Record!;
            var rows = new List<CsvRow>();
            while (table.Read())
            {
                rows.Add(new CsvRow(path, table.Row, columns, table.Record!));
            }

            return rows;
        }
        catch (CsvHelperException error)
        {
            throw new HoneDataException("Rows of comma-separated values, with pairs of quotes.", $"row {error.Context?.Parser?.Row}, which is none", path, "close the quotes, and double those inside a value", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneDataException("A table that can be read.", error.Message, path, "check its permissions", error);
        }
    }
}

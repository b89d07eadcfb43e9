using System.Text;
using Hone.Files;

namespace Hone.Cli;

/// <summary>The table that <c>hone predict</c> reads and the file that it writes, for models of tables and recommenders alike.</summary>
internal sealed class PredictedTable
{
    private const string Where = "hone predict";

    private readonly CliHost _host;

    /// <param name="host">The environment.</param>
    /// <param name="model">The file of the model as it was typed.</param>
    /// <param name="files">The tables as they were typed.</param>
    /// <param name="output">The file to write, as it was typed; null for none.</param>
    /// <param name="words">What is expected of the tables, what to try with several, and the name of a file to write.</param>
    /// <exception cref="UsageException">There is not exactly one table, or the output would take its place or that of the model.</exception>
    public PredictedTable(CliHost host, string model, string[] files, string? output, (string Expected, string Try, string Sample) words)
    {
        if (files.Length != 1)
        {
            throw new UsageException(words.Expected, $"{files.Length}: {string.Join(", ", files)}", Where, words.Try);
        }

        _host = host;
        Name = files[0];
        OutName = output;
        if (output is not null && (Full(output) == Path || Full(output) == Full(model) || Directory.Exists(Full(output))))
        {
            throw new UsageException($"a new file after --out, such as {words.Sample}", $"'{output}'", Where, "choose another name: the table and the model stay as they are");
        }
    }

    /// <summary>The table as it was typed.</summary>
    public string Name { get; }

    /// <summary>The full path of the table.</summary>
    public string Path => Full(Name);

    /// <summary>The file to write as it was typed; null for none.</summary>
    public string? OutName { get; }

    /// <summary>Writes the file.</summary>
    /// <param name="rows">The fields of each row, the header first.</param>
    /// <exception cref="HoneDataException">It cannot be written.</exception>
    public void Write(IEnumerable<IReadOnlyList<string>> rows) => Write(Full(OutName!), rows);

    /// <summary>Writes a CSV file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="rows">The fields of each row, the header first.</param>
    /// <exception cref="HoneDataException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> row in rows)
        {
            text.AppendJoin(',', row.Select(CsvField.Quote)).Append('\n');
        }

        try
        {
            AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
        }
        catch (HoneException error) when (error is not HoneDataException)
        {
            throw new HoneDataException(error.Expected, error.Got!, path, "choose another place after --out", error);
        }
    }

    private string Full(string path) => System.IO.Path.GetFullPath(path, _host.WorkingDirectory);
}

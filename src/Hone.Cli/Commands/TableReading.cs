using System.CommandLine;
using Hone.Learn.Data;

namespace Hone.Cli;

/// <summary>The options that say how a CSV file is written, and the reading of it with a live line.</summary>
internal sealed class TableReading
{
    private readonly Option<string> _names = new("--names") { Description = "names of the columns, when the file has no line of names", HelpName = "A,B,C" };
    private readonly Option<string> _encoding = new("--encoding") { Description = "utf8, latin1 or utf16, for a file without a byte order mark (default: utf8)", HelpName = "NAME" };
    private readonly Option<bool> _decimalComma = new("--decimal-comma") { Description = "numbers are written as 3,14" };

    public TableReading(Command command)
    {
        command.Options.Add(_names);
        command.Options.Add(_encoding);
        command.Options.Add(_decimalComma);
    }

    /// <summary>How the file is written.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="screen">Shows how far the reading is.</param>
    /// <param name="where">The command, for messages.</param>
    /// <exception cref="UsageException">A value is not understood.</exception>
    public CsvOptions Read(ParseResult parse, Screen screen, string where)
    {
        string? names = parse.GetValue(_names);
        return new CsvOptions
        {
            Names = names is null ? null : Words(names, _names.Name, where),
            Encoding = Encoding(parse.GetValue(_encoding), where),
            DecimalComma = parse.GetValue(_decimalComma),
            Progress = new ReadingLine(screen),
        };
    }

    /// <summary>Reads a file; what the options of this command can repair is said in their words.</summary>
    public static Frame Load(Func<Frame> read)
    {
        try
        {
            return read();
        }
        catch (HoneFormatException error) when (error.Try?.Contains("CsvOptions.Encoding", StringComparison.Ordinal) == true)
        {
            throw new HoneFormatException(error.Path, error.ByteOffset, error.Expected, error.Got, "add --encoding latin1 if the file is ISO 8859-1, or save it as UTF-8", error);
        }
        catch (HoneDataException error) when (error.Try?.Contains("CsvOptions.Names", StringComparison.Ordinal) == true)
        {
            throw new HoneDataException(error.Expected, error.Got, error.Where, "rename one of them in the file, or give all names with --names a,b,c if the first line is data", error);
        }
    }

    /// <summary>Words between commas.</summary>
    /// <exception cref="UsageException">One of them is empty.</exception>
    public static IReadOnlyList<string> Words(string text, string option, string where)
    {
        string[] words = [.. text.Split(',').Select(word => word.Trim())];
        return words.All(word => word.Length > 0)
            ? words
            : throw new UsageException($"names between commas after {option}", $"'{text}'", where, $"{where} --help shows an example");
    }

    private static CsvEncoding Encoding(string? text, string where) => text?.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal) switch
    {
        null or "utf8" => CsvEncoding.Utf8,
        "latin1" or "iso88591" => CsvEncoding.Latin1,
        "utf16" => CsvEncoding.Utf16,
        _ => throw new UsageException("utf8, latin1 or utf16 after --encoding", $"'{text}'", where, "save the file as UTF-8, and leave --encoding out"),
    };
}

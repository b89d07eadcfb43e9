using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Hone.Learn.Data;

/// <summary>Reads the columns of a CSV file, in one pass, or in two when a column turns out to hold text after many rows of something else.</summary>
internal sealed class CsvFrameReader
{
    private const int RowsBetweenReports = 1 << 14;
    private const int ShownCharacters = 60;

    private readonly CsvSource _source;
    private readonly CsvOptions _options;
    private readonly FieldFormat _format;
    private readonly CancellationToken _cancellationToken;
    private Encoding _encoding = Encoding.UTF8;
    private string[] _names = [];

    private CsvFrameReader(CsvSource source, CsvOptions options, CancellationToken cancellationToken)
    {
        _source = source;
        _options = options;
        _format = new FieldFormat(options.Missing, options.DecimalComma, options.DateFormats);
        _cancellationToken = cancellationToken;
    }

    public static Frame Read(CsvSource source, CsvOptions options, CancellationToken cancellationToken)
    {
        var table = new CsvFrameReader(source, options, cancellationToken);
        try
        {
            return table.Read();
        }
        catch (DecoderFallbackException error)
        {
            throw TextDecoding.Invalid(source, table._encoding, error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw source.Damaged(error);
        }
    }

    private Frame Read()
    {
        _encoding = TextDecoding.Detect(_source, _options.Encoding);
        char delimiter = _options.Delimiter ?? FindDelimiter();
        var columns = new SortedDictionary<int, FrameColumn>();
        Dictionary<int, ColumnBuilder>? builders = null;
        for (int pass = 1; builders is null || builders.Count > 0; pass++)
        {
            builders = ReadPass(delimiter, builders, columns, pass);
        }

        return new Frame([.. columns.Values]);
    }

    /// <summary>Reads all rows; builders of null are made from the first line.</summary>
    /// <returns>Builders of the columns that have to be read again, as Text.</returns>
    private Dictionary<int, ColumnBuilder> ReadPass(char delimiter, Dictionary<int, ColumnBuilder>? builders, SortedDictionary<int, FrameColumn> columns, int pass)
    {
        using Stream content = _source.Open(out Stream raw);
        using StreamReader text = TextDecoding.Open(content, _encoding);
        using var parser = new CsvParser(text, Configuration(delimiter));
        bool isFirst = builders is null;
        if (_options.Names is null && !ReadRow(parser))
        {
            throw Empty();
        }

        if (isFirst)
        {
            _names = _options.Names is null ? HeaderNames(parser) : [.. _options.Names];
            builders = Wanted();
        }

        var again = new Dictionary<int, ColumnBuilder>();
        long rows = 0;
        while (rows < (_options.MaxRows ?? long.MaxValue) && ReadRow(parser))
        {
            if (parser.Count != _names.Length)
            {
                throw Ragged(parser);
            }

            AddRow(parser, builders!, again);
            rows++;
            if (rows % RowsBetweenReports == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                _options.Progress?.Report(new CsvProgress(rows, raw.Position, raw.Length, pass));
            }
        }

        _options.Progress?.Report(new CsvProgress(rows, raw.Position, raw.Length, pass));
        foreach ((int position, ColumnBuilder builder) in builders!)
        {
            if (!again.ContainsKey(position))
            {
                columns[position] = builder.Build();
            }
        }

        return again;
    }

    private void AddRow(CsvParser parser, Dictionary<int, ColumnBuilder> builders, Dictionary<int, ColumnBuilder> again)
    {
        foreach ((int position, ColumnBuilder builder) in builders)
        {
            if (again.Count > 0 && again.ContainsKey(position))
            {
                continue;
            }

            string field = parser[position];
            if (builder.TryAdd(_format.IsMissing(field) ? null : field))
            {
                continue;
            }

            if (Asked(builder.Name) is { } asked)
            {
                throw new HoneDataException($"Column {builder.Name} holds values of kind {asked}.", $"\"{Short(field)}\"", Place(parser), $"repair the value, add it to CsvOptions.Missing, or read the column as Text");
            }

            again.Add(position, new ColumnBuilder(builder.Name, ColumnKind.Text, _format));
        }
    }

    private Dictionary<int, ColumnBuilder> Wanted()
    {
        HashSet<string> known = [.. _names];
        foreach (string name in (_options.Columns ?? []).Concat(_options.Kinds.Keys))
        {
            if (!known.Contains(name))
            {
                throw new HoneDataException($"A column of the file: {Short(string.Join(", ", _names), 400)}.", $"\"{name}\"", _source.Name, "check CsvOptions.Columns and Kinds; case matters");
            }
        }

        HashSet<string>? wanted = _options.Columns is null ? null : [.. _options.Columns];
        var builders = new Dictionary<int, ColumnBuilder>();
        for (int i = 0; i < _names.Length; i++)
        {
            if (wanted is null || wanted.Contains(_names[i]))
            {
                builders.Add(i, new ColumnBuilder(_names[i], Asked(_names[i]), _format));
            }
        }

        return builders;
    }

    /// <summary>The kind that was asked for; null when it is to be inferred.</summary>
    private ColumnKind? Asked(string column) => _options.Kinds.TryGetValue(column, out ColumnKind kind) ? kind : _options.Kind;

    private string[] HeaderNames(CsvParser parser)
    {
        var names = new string[parser.Count];
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            // Row numbers that another program wrote have no name.
            string name = parser[i].Trim();
            names[i] = name.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"column{i + 1}") : name;
            if (!positions.TryAdd(names[i], i))
            {
                throw new HoneDataException("The columns of a table have different names.", $"\"{names[i]}\" in columns {positions[names[i]] + 1} and {i + 1}", Place(parser), "rename one of them in the file, or give all names with CsvOptions.Names if the first line is data");
            }
        }

        return names;
    }

    private bool ReadRow(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException error)
        {
            throw new HoneDataException($"A field has at most {_options.MaxFieldLength} characters.", "a longer one, perhaps because a quote is never closed", Place(parser), "close the quote, or raise CsvOptions.MaxFieldLength", error);
        }
    }

    private HoneDataException Ragged(CsvParser parser)
    {
        string named = _options.Names is null ? "the first line has" : "CsvOptions.Names has";
        string start = Short(string.Join(_options.Delimiter ?? ',', Enumerable.Range(0, Math.Min(4, parser.Count)).Select(i => parser[i])));
        return new HoneDataException($"Every row has {_names.Length} fields, as {named}.", $"{parser.Count} fields, beginning with {start}", Place(parser), "repair the row; a comma inside a field needs quotes around the field");
    }

    private HoneDataException Empty() => new("A table with a line of names.", "an empty file", _source.Name, "check the path, or give the names with CsvOptions.Names");

    private string Place(IParser parser) => $"{_source.Name}, row {parser.Row} (line {parser.RawRow})";

    private CsvConfiguration Configuration(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        TrimOptions = _options.Trim ? TrimOptions.Trim : TrimOptions.None,
        MaxFieldSize = _options.MaxFieldLength,
        HasHeaderRecord = false,
        IgnoreBlankLines = true,
        BufferSize = 1 << 16,
        ProcessFieldBufferSize = 1 << 12,
        BadDataFound = bad => throw new HoneDataException("A quote stands around a whole field, and twice inside it.", $"a quote that does not: {Short(bad.Field)}", Place(bad.Context.Parser!), "put quotes around the field and double the quote in it"),
    };

    /// <summary>The most frequent separator of the first line, outside quotes; comma when there is none.</summary>
    private char FindDelimiter()
    {
        using Stream content = _source.Open(out _);
        using StreamReader text = TextDecoding.Open(content, _encoding);
        ReadOnlySpan<char> candidates = _options.DecimalComma ? [';', '\t', '|', ','] : [',', ';', '\t', '|'];
        Span<int> counts = stackalloc int[candidates.Length];
        bool isQuoted = false;
        bool hasText = false;
        for (int next = text.Read(), seen = 0; next >= 0 && seen < _options.MaxFieldLength; next = text.Read(), seen++)
        {
            char letter = (char)next;
            if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && hasText && letter is ('\n' or '\r'))
            {
                break;
            }
            else if (!isQuoted && candidates.IndexOf(letter) is >= 0 and var position)
            {
                counts[position]++;
            }

            hasText |= !char.IsWhiteSpace(letter) || candidates.Contains(letter);
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return candidates[best];
    }

    private static string Short(string text, int length = ShownCharacters) => text.Length <= length ? text : text[..length] + "...";
}

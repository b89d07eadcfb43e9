using System.Text.Json;

namespace Hone.Learn.Data;

/// <summary>Collects the columns of JSON objects, each in the form of its kind.</summary>
/// <param name="name">The file, for messages.</param>
/// <param name="kinds">Kinds that were asked for.</param>
/// <param name="texts">Columns that an earlier pass has found to hold text.</param>
internal sealed class JsonColumns(string name, IReadOnlyDictionary<string, ColumnKind> kinds, IReadOnlySet<string> texts)
{
    private readonly FieldFormat _format = new([]);
    private readonly List<JsonColumn> _order = [];
    private readonly Dictionary<string, JsonColumn> _columns = new(StringComparer.Ordinal);
    private JsonColumn? _current;

    /// <summary>Rows that are complete.</summary>
    public int RowCount { get; private set; }

    /// <summary>Columns that have to be read again, as Text.</summary>
    public HashSet<string> Again { get; } = [];

    /// <summary>The present row and the column that was begun last.</summary>
    public string Place => _current is null ? $"row {RowCount}" : $"row {RowCount}, column {_current.Name}";

    /// <summary>Begins a value of the present row.</summary>
    public void Begin(string column)
    {
        if (!_columns.TryGetValue(column, out JsonColumn? found))
        {
            found = new JsonColumn(column, new ColumnBuilder(column, Asked(column), _format));
            _columns.Add(column, found);
            _order.Add(found);
        }

        if (found.Count > RowCount)
        {
            throw new HoneDataException("A row has each name once.", $"\"{column}\" twice", $"{name}, row {RowCount}", "rename one of them");
        }

        _current = found;
    }

    /// <summary>Adds the value that was begun.</summary>
    /// <param name="kind">What it is in JSON; false counts as true.</param>
    /// <param name="text">As it is written; null is missing.</param>
    public void Add(JsonValueKind kind, string? text)
    {
        JsonColumn column = _current!;
        if (kind is JsonValueKind.Object or JsonValueKind.Array)
        {
            throw new HoneDataException("A value is a number, a text, true, false or null.", $"{column.Name}: {kind}", $"{name}, row {RowCount}", "flatten the table before");
        }

        if (text is not null)
        {
            RequireKind(column, kind, text);
        }

        column.Fill(RowCount);
        if (column.TryAdd(text))
        {
            return;
        }

        if (kinds.TryGetValue(column.Name, out ColumnKind asked))
        {
            throw new HoneDataException($"Column {column.Name} holds values of kind {asked}.", $"\"{text}\"", $"{name}, row {RowCount}", "repair the value, or read the column as Text");
        }

        // Not all of them are dates after all.
        Again.Add(column.Name);
        column.Leave();
    }

    /// <summary>Ends the present row.</summary>
    public void EndRow()
    {
        RowCount++;
        _current = null;
    }

    public Frame Build()
    {
        foreach (string column in kinds.Keys)
        {
            if (!_columns.ContainsKey(column))
            {
                throw new HoneDataException($"A column of the file: {string.Join(", ", _order.Select(known => known.Name))}.", $"\"{column}\"", name, "check the names of the kinds; case matters");
            }
        }

        return new Frame([.. _order.Select(column => column.Build(RowCount))]);
    }

    private ColumnKind? Asked(string column) => kinds.TryGetValue(column, out ColumnKind kind) ? kind : texts.Contains(column) ? ColumnKind.Text : null;

    /// <summary>The first value of a column decides what all of them are in JSON, unless the kind was asked for.</summary>
    private void RequireKind(JsonColumn column, JsonValueKind kind, string text)
    {
        column.Kind ??= kind;
        if (column.Kind != kind && !kinds.ContainsKey(column.Name))
        {
            string raw = kind == JsonValueKind.String ? $"\"{text}\"" : text;
            throw new HoneDataException($"All values of column {column.Name} are of one kind, {column.Kind}.", $"{kind} {raw}", $"{name}, row {RowCount}", "repair the value, or give the kind of the column, such as Text");
        }
    }
}

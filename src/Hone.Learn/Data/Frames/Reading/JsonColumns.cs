using System.Text.Json;

namespace Hone.Learn.Data;

/// <summary>Collects the columns of JSON objects.</summary>
internal sealed class JsonColumns(string name, IReadOnlyDictionary<string, ColumnKind> kinds)
{
    private readonly FieldFormat _format = new([]);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, List<string?>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonValueKind> _kinds = new(StringComparer.Ordinal);

    public int RowCount { get; private set; }

    public void Add(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw new HoneDataException("Every row is an object with names and values.", $"{row.ValueKind}", $"{name}, row {RowCount}", "write rows as {\"name\": value, ...}");
        }

        foreach (JsonProperty property in row.EnumerateObject())
        {
            if (!_values.TryGetValue(property.Name, out List<string?>? values))
            {
                values = [];
                _values.Add(property.Name, values);
                _order.Add(property.Name);
            }

            if (values.Count > RowCount)
            {
                throw new HoneDataException("A row has each name once.", $"\"{property.Name}\" twice", $"{name}, row {RowCount}", "rename one of them");
            }

            Fill(values, RowCount);
            values.Add(Text(property));
        }

        RowCount++;
    }

    public Frame Build()
    {
        foreach (string column in kinds.Keys)
        {
            if (!_values.ContainsKey(column))
            {
                throw new HoneDataException($"A column of the file: {string.Join(", ", _order)}.", $"\"{column}\"", name, "check the names of the kinds; case matters");
            }
        }

        return new Frame([.. _order.Select(Build)]);
    }

    private static void Fill(List<string?> values, int count)
    {
        while (values.Count < count)
        {
            values.Add(null);
        }
    }

    private string? Text(JsonProperty property)
    {
        JsonValueKind kind = property.Value.ValueKind == JsonValueKind.False ? JsonValueKind.True : property.Value.ValueKind;
        if (kind == JsonValueKind.Null)
        {
            return null;
        }

        if (kind is JsonValueKind.Object or JsonValueKind.Array)
        {
            throw new HoneDataException("A value is a number, a text, true, false or null.", $"{property.Name}: {kind}", $"{name}, row {RowCount}", "flatten the table before");
        }

        string text = kind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        if (!_kinds.TryAdd(property.Name, kind) && _kinds[property.Name] != kind && !kinds.ContainsKey(property.Name))
        {
            throw new HoneDataException($"All values of column {property.Name} are of one kind, {_kinds[property.Name]}.", $"{kind} {property.Value.GetRawText()}", $"{name}, row {RowCount}", "repair the value, or give the kind of the column, such as Text");
        }

        return text;
    }

    private FrameColumn Build(string column)
    {
        List<string?> values = _values[column];
        Fill(values, RowCount);
        ColumnKind? asked = kinds.TryGetValue(column, out ColumnKind kind) ? kind : null;
        ColumnBuilder builder = Builder(column, asked);
        for (int row = 0; row < values.Count; row++)
        {
            if (builder.TryAdd(values[row]))
            {
                continue;
            }

            if (asked is not null)
            {
                throw new HoneDataException($"Column {column} holds values of kind {asked}.", $"\"{values[row]}\"", $"{name}, row {row}", "repair the value, or read the column as Text");
            }

            // Not all of them are dates after all.
            builder = Builder(column, ColumnKind.Text);
            row = -1;
        }

        return builder.Build();
    }

    private ColumnBuilder Builder(string column, ColumnKind? kind)
    {
        var builder = new ColumnBuilder(column, kind, _format);
        if (_kinds.TryGetValue(column, out JsonValueKind json) && json == JsonValueKind.String)
        {
            builder.RefuseNumbers();
        }

        return builder;
    }
}

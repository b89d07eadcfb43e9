using System.Text.Json;

namespace Hone.Learn.Data;

/// <summary>One column of JSON objects while they are read.</summary>
internal sealed class JsonColumn(string name, ColumnBuilder builder)
{
    private JsonValueKind? _kind;
    private bool _isLeft;

    public string Name => name;

    /// <summary>Values so far, those of objects that lack the name included.</summary>
    public int Count { get; private set; }

    /// <summary>What the values are in JSON; null before the first. Texts stay texts: "12" is no number there.</summary>
    public JsonValueKind? Kind
    {
        get => _kind;
        set
        {
            _kind = value;
            if (value == JsonValueKind.String)
            {
                builder.RefuseNumbers();
            }
        }
    }

    /// <summary>Missing values up to a row.</summary>
    public void Fill(int rows)
    {
        while (Count < rows)
        {
            TryAdd(null);
        }
    }

    /// <summary>Adds a value; null is missing.</summary>
    /// <returns>False when it does not fit the kind of the column.</returns>
    public bool TryAdd(string? text)
    {
        Count++;
        return _isLeft || builder.TryAdd(text);
    }

    /// <summary>Takes no more values: the column will be read again.</summary>
    public void Leave() => _isLeft = true;

    public FrameColumn Build(int rows)
    {
        Fill(rows);
        return builder.Build();
    }
}

namespace Hone.Learn.Data;

/// <summary>Words: each different one is kept once, and rows hold its code; pandas' <c>category</c>.</summary>
public sealed class CategoricalColumn : FrameColumn
{
    private readonly int[] _codes;
    private readonly string[] _levels;

    /// <summary>Makes a column from words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The words; null is missing. Levels stand in the order in which they first occur.</param>
    public CategoricalColumn(string name, IReadOnlyList<string?> values)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(values);
        var levels = new TextLevels();
        _codes = new int[values.Count];
        for (int i = 0; i < _codes.Length; i++)
        {
            _codes[i] = values[i] is { } value ? levels.Of(value) : -1;
        }

        _levels = levels.Names();
    }

    private CategoricalColumn(string name, int[] codes, string[] levels)
        : base(name)
    {
        _codes = codes;
        _levels = levels;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public override int Count => _codes.Length;

    /// <inheritdoc/>
    public override long ByteCount => (sizeof(int) * (long)_codes.Length) + _levels.Sum(level => (long)level.Length * sizeof(char));

    /// <summary>The different words by code; some may occur in no row after filtering.</summary>
    public IReadOnlyList<string> Levels => _levels;

    /// <summary>The code of each row, an index into <see cref="Levels"/>; -1 is missing.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>A word; null when missing.</summary>
    /// <param name="row">0 to the number of rows - 1.</param>
    public string? this[int row] => _codes[row] < 0 ? null : _levels[_codes[row]];

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _codes[row] < 0;

    /// <inheritdoc/>
    public override string? TextAt(int row) => this[row];

    /// <inheritdoc/>
    public override FrameColumn Rename(string name) => new CategoricalColumn(name, _codes, _levels);

    /// <summary>Takes over codes and levels.</summary>
    internal static CategoricalColumn Own(string name, int[] codes, string[] levels) => new(name, codes, levels);

    /// <inheritdoc/>
    internal override FrameColumn Take(ReadOnlySpan<int> rows)
    {
        var codes = new int[rows.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = rows[i] < 0 ? -1 : _codes[rows[i]];
        }

        return new CategoricalColumn(Name, codes, _levels);
    }

    /// <inheritdoc/>
    internal override int Compare(int first, int second) => string.CompareOrdinal(this[first], this[second]);

    /// <inheritdoc/>
    internal override void Encode(KeyCodes codes, Span<int> result)
    {
        // Words that no row has get a code too, which nobody sees.
        int[] known = Array.ConvertAll(_levels, codes.Of);
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = _codes[row] < 0 ? 0 : known[_codes[row]];
        }
    }

    /// <inheritdoc/>
    internal override double NumberAt(int row) => throw new HoneDataException("A column of numbers, dates or truth values.", $"text, such as \"{this[row]}\" in row {row}", $"column {Name}", "make codes of it with Categorify, or read it as another kind");
}

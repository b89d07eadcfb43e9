namespace Hone.Learn.Data;

/// <summary>True or false.</summary>
public sealed class BoolColumn : FrameColumn
{
    private const sbyte MissingTruth = -1;
    private readonly sbyte[] _values;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values; null is missing.</param>
    public BoolColumn(string name, IReadOnlyList<bool?> values)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = new sbyte[values.Count];
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = values[i] is { } value ? (sbyte)(value ? 1 : 0) : MissingTruth;
        }
    }

    private BoolColumn(string name, sbyte[] values)
        : base(name)
    {
        _values = values;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Bool;

    /// <inheritdoc/>
    public override int Count => _values.Length;

    /// <inheritdoc/>
    public override long ByteCount => _values.Length;

    /// <summary>A value; null when missing.</summary>
    /// <param name="row">0 to the number of rows - 1.</param>
    public bool? this[int row] => _values[row] == MissingTruth ? null : _values[row] == 1;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _values[row] == MissingTruth;

    /// <inheritdoc/>
    public override string? TextAt(int row) => this[row] is { } value ? value ? "True" : "False" : null;

    /// <inheritdoc/>
    public override FrameColumn Rename(string name) => new BoolColumn(name, _values);

    /// <summary>Takes over an array of 1, 0 and, for missing, -1.</summary>
    internal static BoolColumn Own(string name, sbyte[] values) => new(name, values);

    /// <inheritdoc/>
    internal override FrameColumn Take(ReadOnlySpan<int> rows)
    {
        var values = new sbyte[rows.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rows[i] < 0 ? MissingTruth : _values[rows[i]];
        }

        return new BoolColumn(Name, values);
    }

    /// <inheritdoc/>
    internal override int Compare(int first, int second) => _values[first].CompareTo(_values[second]);

    /// <inheritdoc/>
    internal override void Encode(KeyCodes codes, Span<int> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = _values[row] + 1;
        }
    }

    /// <inheritdoc/>
    internal override double NumberAt(int row) => IsMissing(row) ? double.NaN : _values[row];
}

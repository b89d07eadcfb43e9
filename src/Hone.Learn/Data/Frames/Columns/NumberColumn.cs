using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>Floating-point numbers; NaN is missing.</summary>
public sealed class NumberColumn : FrameColumn
{
    private readonly double[] _wide = [];
    private readonly float[]? _narrow;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values, copied; NaN is missing.</param>
    public NumberColumn(string name, ReadOnlySpan<double> values)
        : this(name, values.ToArray(), null)
    {
    }

    private NumberColumn(string name, double[] wide, float[]? narrow)
        : base(name)
    {
        _wide = wide;
        _narrow = narrow;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Number;

    /// <inheritdoc/>
    public override int Count => _narrow?.Length ?? _wide.Length;

    /// <inheritdoc/>
    public override long ByteCount => _narrow is null ? sizeof(double) * (long)_wide.Length : sizeof(float) * (long)_narrow.Length;

    /// <summary>A value; NaN when missing.</summary>
    /// <param name="row">0 to the number of rows - 1.</param>
    public double this[int row] => _narrow is null ? _wide[row] : _narrow[row];

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(this[row]);

    /// <inheritdoc/>
    public override string? TextAt(int row)
    {
        if (_narrow is not null)
        {
            return float.IsNaN(_narrow[row]) ? null : _narrow[row].ToString("R", CultureInfo.InvariantCulture);
        }

        return double.IsNaN(_wide[row]) ? null : _wide[row].ToString("R", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override FrameColumn Rename(string name) => new NumberColumn(name, _wide, _narrow);

    /// <summary>Takes over an array.</summary>
    internal static NumberColumn Own(string name, double[] values) => new(name, values, null);

    /// <inheritdoc/>
    internal override FrameColumn Take(ReadOnlySpan<int> rows)
    {
        if (_narrow is not null)
        {
            var few = new float[rows.Length];
            for (int i = 0; i < few.Length; i++)
            {
                few[i] = rows[i] < 0 ? float.NaN : _narrow[rows[i]];
            }

            return new NumberColumn(Name, [], few);
        }

        var values = new double[rows.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rows[i] < 0 ? double.NaN : _wide[rows[i]];
        }

        return new NumberColumn(Name, values, null);
    }

    /// <inheritdoc/>
    internal override int Compare(int first, int second) => this[first].CompareTo(this[second]);

    /// <inheritdoc/>
    internal override void Encode(KeyCodes codes, Span<int> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            // -0 and 0 are one key.
            result[row] = codes.Of(this[row] + 0.0);
        }
    }

    /// <inheritdoc/>
    internal override double NumberAt(int row) => this[row];

    /// <inheritdoc/>
    internal override FrameColumn Shrink() => _narrow is null ? new NumberColumn(Name, [], Array.ConvertAll(_wide, value => (float)value)) : this;
}
